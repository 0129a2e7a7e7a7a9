// The record and the practice blocks; see docs/theming.md.
void WORDS;
