/** Puts a copy button on code blocks where the browser has a clipboard. */
export function copyButtons(copy: string, copied: string): void {
  const clipboard = navigator.clipboard as Clipboard | undefined; // none on plain http
  if (!clipboard) return;
  for (const block of document.querySelectorAll<HTMLElement>(".prose pre")) {
    const frame = document.createElement("div");
    frame.className = "code";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = copy;
    button.onclick = async () => {
      await clipboard.writeText(block.textContent);
      button.textContent = copied;
      setTimeout(() => (button.textContent = copy), 2000);
    };
    block.replaceWith(frame);
    frame.append(block, button);
  }
}
