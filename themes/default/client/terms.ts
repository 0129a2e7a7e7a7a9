import { termAt } from "./term-links";

/**
 * A term's link shows what the term means, in place. What does so is loaded at
 * the first click, which is then made again; where that fails, the link leads to
 * the term as it does without scripts.
 */
export function terms(card: string): void {
  const { parley } = window;
  if (!parley || !("popover" in HTMLElement.prototype)) return;
  for (const link of document.querySelectorAll<HTMLAnchorElement>("a.term:not([href^='#'])")) {
    link.ariaHasPopup = "dialog";
    link.ariaExpanded = "false";
  }
  let wanted: HTMLAnchorElement | undefined;
  const click = (event: MouseEvent): void => {
    const link = termAt(event);
    if (!link) return;
    event.preventDefault();
    if (!wanted) {
      const script = document.createElement("script");
      script.src = parley.scriptURL(card);
      script.onload = script.onerror = () => {
        document.removeEventListener("click", click);
        wanted?.click();
      };
      document.head.append(script);
    }
    wanted = link;
  };
  document.addEventListener("click", click);
}
