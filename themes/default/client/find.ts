/**
 * The search's link opens a box, and so do / and Ctrl-K. What answers is loaded
 * when the box is first used; it takes over what has been typed by then. Where
 * that fails, the link leads to the page of everything as it does without scripts.
 */
export function find(search: string): void {
  const link = document.querySelector<HTMLAnchorElement>(".search");
  const { parley } = window;
  if (!link || !parley) return;
  const box = document.querySelector<HTMLElement>(".find") ?? document.createElement("dialog");
  const input = document.createElement("input");
  input.placeholder = input.ariaLabel = box.ariaLabel = link.textContent.trim();
  input.autocomplete = "off";
  input.onfocus = () => {
    input.onfocus = null;
    const script = document.createElement("script");
    script.src = parley.scriptURL(search);
    script.onerror = () => (location.href = link.href);
    document.head.append(script);
  };
  box.className = "find";
  box.append(input);
  if (!box.isConnected) document.body.append(box);

  const open = (event: Event): void => {
    event.preventDefault();
    if (box instanceof HTMLDialogElement && !box.open) box.showModal();
    input.focus();
    input.select();
  };
  link.onclick = (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) open(event);
  };
  document.addEventListener("keydown", (event) => {
    const { altKey, ctrlKey, key, metaKey } = event;
    const writing = (event.target as Element).closest("input, textarea, select, [contenteditable]");
    const command = ctrlKey || metaKey;
    if (command ? key.toLowerCase() === "k" && !altKey : key === "/" && !altKey && !writing) open(event);
  });
}
