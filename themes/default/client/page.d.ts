// What the scripts of one page share, and what the bundler puts in.

/** Makes an address that a script may be loaded from; throws for any other. */
interface Parley {
  scriptURL(address: string): string;
}

declare const SCRIPTS: readonly string[];

interface Window {
  parley?: Parley;
  trustedTypes?: {
    createPolicy(
      name: string,
      rules: { createScriptURL(address: string): string },
    ): { createScriptURL(address: string): string };
  };
}
