/** Opens what folds words of the page before it is printed: not every browser's style sheet can. */
export function unfold(): void {
  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll<HTMLDetailsElement>("details:is(.answer, .transcript)")) details.open = true;
  });
}
