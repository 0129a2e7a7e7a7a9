/** A random name of so many bytes, in letters that fit an address. */
export function randomId(bytes: number): string {
  const text = String.fromCharCode(...crypto.getRandomValues(new Uint8Array(bytes)));
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
export const eventId = (): string => randomId(16);
export const deviceId = (): string => randomId(8);
