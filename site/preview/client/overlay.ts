import { errorsKey, excerpt, tally, type Problem } from './problems';
import { css } from './style';

/** More would only slow the page down. */
const mostShown = 100;
const dismissedKey = 'parley-preview:dismissed';

/**
 * Shows problems over the page: errors open a dialog by themselves, unless the
 * same ones were dismissed before; a badge stays and opens it again.
 */
export class Overlay {
  private readonly host = document.createElement('parley-preview');
  private readonly badge = element('button', 'badge');
  private readonly heard = element('p', 'heard');
  private readonly dialog = element('dialog', '');
  private readonly title = element('h2', '');
  private readonly list = element('ol', '');
  private errors = '';

  constructor() {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    const root = this.host.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet];
    this.host.lang = 'en';
    this.host.dir = 'ltr';

    this.badge.type = 'button';
    this.badge.setAttribute('aria-haspopup', 'dialog');
    this.badge.addEventListener('click', () => this.open());
    this.heard.setAttribute('role', 'status');

    this.title.id = 'title';
    this.title.tabIndex = -1;
    this.dialog.setAttribute('aria-labelledby', 'title');
    const close = element('button', '');
    close.type = 'button';
    close.textContent = 'Dismiss (Esc)';
    close.addEventListener('click', () => this.dialog.close());
    const top = element('div', 'top');
    top.append(this.title, close);
    const foot = element('p', 'foot');
    foot.textContent = 'Save a corrected file and this goes away by itself.';
    this.dialog.append(top, this.list, foot);
    // Whichever way it was closed; when the errors are gone, none are left to remember.
    this.dialog.addEventListener('close', () => remember(this.errors));
    root.append(this.badge, this.heard, this.dialog);
  }

  /** Puts the given problems in place of those shown before. */
  show(problems: readonly Problem[]): void {
    const words = tally(problems);
    const before = this.errors;
    this.errors = errorsKey(problems);
    if (words === '') {
      this.hide();
      return;
    }
    const level = this.errors === '' ? 'warning' : 'error';
    this.badge.className = `badge ${level}`;
    this.badge.textContent = words;
    this.dialog.className = level;
    this.title.textContent = words;
    this.list.replaceChildren(...problems.slice(0, mostShown).map(item));
    if (problems.length > mostShown) {
      const more = element('li', '');
      more.textContent = `And ${problems.length - mostShown} more; the terminal lists them all.`;
      this.list.append(more);
    }
    if (!this.host.isConnected) document.body.append(this.host);
    this.heard.textContent = words;
    if (this.errors === '') {
      forget();
      if (before !== '') this.dialog.close(); // nobody asked to see the warnings
    } else if (this.errors !== remembered()) {
      this.open();
    }
  }

  private hide(): void {
    forget();
    if (this.dialog.open) this.dialog.close();
    this.heard.textContent = '';
    this.host.remove();
  }

  private open(): void {
    if (this.dialog.open) return;
    this.dialog.showModal();
    this.title.focus();
    this.dialog.scrollTop = 0;
  }
}

function item(p: Problem): HTMLElement {
  const li = element('li', p.severity);
  const place = element('p', 'place');
  place.textContent = p.place;
  const message = element('p', '');
  const severity = element('span', 'severity');
  severity.textContent = p.severity;
  message.append(severity, `: ${p.message} [${p.code}]`);
  li.append(place, message);
  const parts = excerpt(p);
  if (parts !== undefined) {
    const pre = element('pre', '');
    const number = element('span', 'number');
    number.textContent = String(p.line ?? '');
    const mark = element('mark', '');
    mark.textContent = parts.marked;
    pre.append(number, parts.before, mark, parts.after);
    li.append(pre);
  }
  if (p.help !== undefined) {
    const help = element('p', 'help');
    help.textContent = `Help: ${p.help}`;
    li.append(help);
  }
  return li;
}

function element<K extends keyof HTMLElementTagNameMap>(tag: K, className: string): HTMLElementTagNameMap[K] {
  const e = document.createElement(tag);
  if (className !== '') e.className = className;
  return e;
}

// Storage may be switched off; the overlay then opens once more than needed.
function remembered(): string | null {
  try {
    return sessionStorage.getItem(dismissedKey);
  } catch {
    return null;
  }
}

function remember(errors: string): void {
  try {
    if (errors !== '') sessionStorage.setItem(dismissedKey, errors);
  } catch {
    return;
  }
}

function forget(): void {
  try {
    sessionStorage.removeItem(dismissedKey);
  } catch {
    return;
  }
}
