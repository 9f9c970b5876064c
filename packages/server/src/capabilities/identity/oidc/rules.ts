/** A page of our own console, or nothing. What a browser would take for another place is none. */
export const ownPage = (to: string): string | undefined => {
  const base = 'https://console.invalid';
  if (!to.startsWith('/')) return undefined;
  const url = URL.parse(to, base);
  // `/..//evil` becomes `//evil`, which is another host to whoever reads it as a link
  if (url?.origin !== base || url.pathname.startsWith('//') || url.pathname.startsWith('/api/')) return undefined;
  return url.pathname + url.search + url.hash;
};

const LONGEST_NAME = 200;

/** What an issuer calls somebody, where that can be a name of ours. */
export const nameFrom = (said: string | undefined): string | null => {
  const name = (said ?? '')
    .replaceAll(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, LONGEST_NAME)
    .toWellFormed()
    .trim();
  return name === '' ? null : name;
};
