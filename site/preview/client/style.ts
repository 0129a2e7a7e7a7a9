/** The look of the overlay; it lives in a shadow root, apart from the site's. */
export const css = `
:host {
  --ink: #1c1b1a; --quiet: #5c5853; --paper: #fffdfa; --line: #d8d2c8;
  --error: #a3201d; --warning: #7a4b00; --mark: #fbe3c0;
  all: initial; color-scheme: light dark;
  font: 400 16px/1.5 system-ui, sans-serif;
}
@media (prefers-color-scheme: dark) {
  :host {
    --ink: #f0ece6; --quiet: #b5aea4; --paper: #1e1c1a; --line: #4a453f;
    --error: #ff9d93; --warning: #f0bf6c; --mark: #5a4215;
  }
}
@media print { :host { display: none } }
button {
  font: inherit; color: var(--ink); background: var(--paper);
  border: 1px solid var(--line); border-radius: 8px; padding: 8px 14px; min-block-size: 44px; cursor: pointer;
}
button:focus-visible, dialog:focus-visible { outline: 3px solid currentColor; outline-offset: 2px }
.badge {
  position: fixed; inset-block-end: 16px; inset-inline-end: 16px; z-index: 2147483647;
  font-weight: 600; box-shadow: 0 2px 12px rgb(0 0 0 / 25%);
}
.badge.error { color: var(--error); border-color: currentColor }
.badge.warning { color: var(--warning); border-color: currentColor }
.heard { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%) }
dialog {
  box-sizing: border-box; color: var(--ink); background: var(--paper);
  border: 1px solid var(--line); border-block-start: 6px solid var(--error); border-radius: 12px;
  inline-size: min(60rem, calc(100vw - 32px)); max-block-size: calc(100vh - 64px); padding: 24px; overflow: auto;
}
dialog.warning { border-block-start-color: var(--warning) }
dialog::backdrop { background: rgb(0 0 0 / 45%) }
.top { display: flex; gap: 16px; align-items: center; justify-content: space-between }
h2 { font-size: 20px; line-height: 1.3; margin: 0; outline: none }
ol { list-style: none; margin: 16px 0 0; padding: 0 }
li { border-block-start: 1px solid var(--line); padding-block: 14px }
p { margin: 0; overflow-wrap: anywhere }
.place { font: 14px/1.5 ui-monospace, monospace; color: var(--quiet) }
.severity { font-weight: 700 }
.error .severity { color: var(--error) }
.warning .severity { color: var(--warning) }
pre {
  font: 14px/1.6 ui-monospace, monospace; margin: 8px 0; padding: 8px 12px; white-space: pre-wrap;
  overflow-wrap: anywhere; tab-size: 4; border: 1px solid var(--line); border-radius: 6px;
}
mark { background: var(--mark); color: inherit; text-decoration: underline; text-decoration-thickness: 2px }
.number { color: var(--quiet); margin-inline-end: 12px; user-select: none }
.foot { color: var(--quiet); font-size: 14px; margin-block-start: 8px }
@media (forced-colors: active) { dialog, button { border-color: CanvasText } }
`;
