const SCHEMES: ReadonlySet<string> = new Set(['https:', 'http:', 'mailto:']);

/** Where a link of an answer may lead; undefined for scripts, files, and what is relative to a page that nobody knows. */
export const safeAddress = (written: string): string | undefined => {
  if (!URL.canParse(written)) return undefined;
  const { protocol, href } = new URL(written);
  return SCHEMES.has(protocol) ? href : undefined;
};
