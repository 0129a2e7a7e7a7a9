/** What the scripts of this bundle say, in the page's language. */
const { lang } = document.documentElement;
const words = WORDS[lang]!;
const rules = new Intl.PluralRules(lang);

/** What the interface says, with values put in; n chooses between forms. */
export function say(key: string, values: object = {}): string {
  const value = (name: string): unknown => values[name as keyof object];
  const found = words[key] ?? "";
  const text = typeof found === "string" ? found : (found[rules.select(value("n") as number)] ?? found.other!);
  return text.replace(/{(\w+)}/g, (_, name: string) => `${value(name)}`);
}
