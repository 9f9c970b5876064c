/** `?a=1&tags=x&tags=y`, or nothing. What is undefined or null is left out, an array is repeated. */
export const encodeQuery = (query: Readonly<Record<string, unknown>>): string => {
  const search = new URLSearchParams();
  for (const [name, given] of Object.entries(query)) {
    for (const value of Array.isArray(given) ? given : [given]) {
      if (value !== undefined && value !== null) search.append(name, String(value));
    }
  }
  return search.size === 0 ? '' : `?${search.toString()}`;
};
