// How well a learner judges what they know.
import { make, type Content } from "../make";
import { say } from "../words";
import { number, part, type Drawn } from "./parts";
import { enoughForCalibration } from "../record/score";
import { calibration } from "./standing";

export function calibrationView({ state }: Drawn): Content {
  const { count, bins } = calibration(state);
  if (count === 0) return undefined;
  if (count < enoughForCalibration) return part("calibration", make("p", {}, say("calibration.few", { n: enoughForCalibration - count, count: number(count), more: number(enoughForCalibration - count) })));
  const head = make("tr", {}, ["sure", "right-of", "gap"].map((key) => make("th", { scope: "col" }, say("calibration." + key))));
  const rows = bins.map((bin) => {
    const share = Math.round((bin.right / bin.count) * 100);
    const sure = Math.round(bin.sure);
    const gap = share - sure;
    return make("tr", {},
      make("th", { scope: "row" }, say("percent", { n: number(sure) })),
      make("td", {}, scale(share, sure), say("calibration.of", { n: bin.count, share: number(share), count: number(bin.count) })),
      make("td", {}, bin.count < 5 ? say("calibration.too-few") : Math.abs(gap) < 10 ? say("calibration.fits") : say(gap < 0 ? "calibration.over" : "calibration.under", { n: number(Math.abs(gap)) })));
  });
  return part("calibration", [make("p", {}, say("calibration.lead")), make("div", { className: "table" }, make("table", { className: "calibration" }, make("thead", {}, head), make("tbody", {}, rows)))], say("calibration.made", { n: count, count: number(count) }));
}

/** How often right, with a stroke where the confidence was. */
function scale(share: number, sure: number): HTMLElement {
  const part = make("span", { className: "lasting" });
  part.style.inlineSize = `${share}%`;
  const stroke = make("i", {});
  stroke.style.insetInlineStart = `${sure}%`;
  return make("span", { className: "bar", ariaHidden: "true" }, part, stroke);
}
