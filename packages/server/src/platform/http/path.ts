/** The path of a request without its query. */
export const pathOf = ({ url }: { readonly url: string }): string => {
  const [path = url] = url.split('?', 1);
  // a client may name the whole address, as it would to a proxy
  return path.startsWith('/') ? path : (URL.parse(path)?.pathname ?? path);
};
