/** Says why an engine cannot be measured where that is no fault of the harness. */
export class Missing extends Error {}
