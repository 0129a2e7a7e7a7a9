// Copying a text, where the browser lets one, and by hand where it does not.
import { say } from "./words";

/** Copies; a line says so, or what else is to be said then, and the area holds what is to be copied by hand. */
export function copyOut(text: string, area: HTMLTextAreaElement, status: HTMLElement, done = say("copied")): void {
  const byHand = (): void => {
    area.hidden = false;
    area.value = text;
    area.focus();
    area.select();
    status.textContent = say("by-hand");
  };
  // Plain http has no clipboard, and it may be refused.
  (navigator.clipboard as Clipboard | undefined)?.writeText(text).then(() => (status.textContent = done), byHand) ?? byHand();
}
