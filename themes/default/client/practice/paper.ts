// What of a form goes on paper: once something is filled in, that alone, and all of it.
import { make } from "../make";
import type { Field } from "./fields";
import { all } from "./parts";

/** Makes a form ready whenever the page is printed. */
export function paper(block: HTMLElement, fields: readonly Field[]): void {
  addEventListener("beforeprint", () => {
    for (const field of fields) field.seen();
    const isFilled = (element: Element): boolean => element.classList.contains("is-filled");
    const begun = fields.some(({ element }) => isFilled(element));
    const over: Element[] = []; // the headings that nothing filled stands under so far
    for (const element of all(block, ".between, .field[data-item]")) {
      const isHeading = element.classList.contains("between");
      if (isHeading) over.push(element);
      else if (isFilled(element)) for (const heading of over.splice(0).slice(-2)) heading.classList.remove("off-paper");
      element.classList.toggle("off-paper", begun && !isFilled(element));
    }
    for (const fold of all(block, "details.more")) fold.classList.toggle("off-paper", begun && !all(fold, ".field").some(isFilled));
    // A line on the screen may be longer than it is wide.
    for (const input of all<HTMLInputElement>(block, ".field tr:not(.on-paper) :is(input, textarea), .field > input[type=text], .field label + input[type=text]")) {
      const shown = input.nextElementSibling?.matches(".written") ? input.nextElementSibling : make("span", { className: "on-paper written" });
      shown.textContent = input.value;
      input.after(shown);
    }
  });
}
