/**
 * Menus that open over the page close when one looks elsewhere: by Escape, by
 * a click outside, by following a link inside.
 */
export function popups(): void {
  const open = (): NodeListOf<HTMLDetailsElement> =>
    document.querySelectorAll<HTMLDetailsElement>(".languages[open]");
  document.addEventListener("click", (event) => {
    const at = event.target as Element;
    for (const menu of open()) {
      if (!menu.contains(at)) menu.open = false;
    }
    const list = at.closest<HTMLDetailsElement>("a") && at.closest<HTMLDetailsElement>(".toc-phone");
    if (list) list.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector("summary")?.focus();
    }
  });
}
