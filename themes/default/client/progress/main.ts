// My progress and My file; see docs/theming.md.
void WORDS;
