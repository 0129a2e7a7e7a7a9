// How long what a tab of a disk has left is kept, from its last use on: one that is open
// over a holiday finds everything again. Nobody else could open it.
export const leftFor = 14 * 86_400_000; // ms
/** And where there is no room for more. */
export const atLeast = 2 * 86_400_000; // ms
