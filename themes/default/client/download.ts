/** Hands a file over as a download. */
export function download(name: string, type: string, ...content: string[]): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(content, { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // a slow disk still reads it
}
