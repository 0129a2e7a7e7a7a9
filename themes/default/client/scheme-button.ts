import { apply, schemes, store, stored, type Scheme } from "./scheme";

/** The button steps through the schemes; its label says which one holds. */
export function schemeButton(): void {
  const button = document.querySelector<HTMLElement>(".scheme");
  if (!button) return;
  let now: Scheme = stored();
  const show = (): void => {
    apply(now);
    const label = button.dataset[now] ?? now;
    button.ariaLabel = label;
    button.title = label;
  };
  button.onclick = () => {
    now = schemes[(schemes.indexOf(now) + 1) % schemes.length] ?? "auto";
    store(now);
    show();
  };
  show();
}
