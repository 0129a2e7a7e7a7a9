// The time that a negotiation may take. It runs on the clock, so that a page that was
// reloaded, or lay behind others, is right.
import { fill, make } from "../make";
import { button } from "../practice/parts";
import { say } from "../words";

export function timer(minutes: number, kept: { begun?: number }, save: () => void): HTMLElement {
  const left = make("output", {});
  const row = make("p", { className: "timer" });
  let ticking: ReturnType<typeof setInterval> | undefined;
  const show = (): void => {
    const seconds = kept.begun === undefined ? minutes * 60 : Math.round(minutes * 60 - (Date.now() - kept.begun) / 1000);
    const whole = Math.abs(seconds);
    left.textContent = `${seconds < 0 ? "\u2212" : ""}${Math.floor(whole / 60)}:${`${whole % 60}`.padStart(2, "0")}`;
    left.classList.toggle("is-over", seconds < 0);
  };
  const run = (): void => {
    clearInterval(ticking);
    if (kept.begun !== undefined) ticking = setInterval(show, 1000);
    fill(row, [make("span", {}, say("timer") + " "), left, " ", button(say(kept.begun === undefined ? "start" : "stop"), () => {
      if (kept.begun === undefined) kept.begun = Date.now();
      else delete kept.begun;
      save();
      run();
    })]);
    show();
  };
  run();
  return row;
}
