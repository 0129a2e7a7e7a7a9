// What seals and opens files, loaded when something is sealed or opened.
import { asksPhrase, cardOf, newPhrase, newSecret, open, seal, secretIn, withoutSubtle, wordsOf } from "./crypt";

const age = { asksPhrase, cardOf, newPhrase, newSecret, open, seal, secretIn, wordsOf };

export type Age = typeof age;

withoutSubtle();
window.parley?.shard?.("age", age);
