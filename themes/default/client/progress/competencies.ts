// What a learner has said about themselves, by competency: the last answers, and
// what has changed since the ones before.
import type { Content } from "../make";
import type { Drawn } from "./parts";

export function competenciesView(_found: Drawn): Content {
  return undefined;
}
