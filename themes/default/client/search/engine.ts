// Stands in for the engine, which is to replace it: it cannot be opened.
import type { Index, Load } from "./types";

export const open = (_load: Load): Promise<Index> => Promise.reject(new Error("there is no engine"));
