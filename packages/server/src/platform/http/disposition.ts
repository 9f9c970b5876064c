/** RFC 6266: to be saved under this name and never shown. Readers that know no Unicode get what is left of it in ASCII. */
export const dispositionOf = (filename: string): string => {
  const plain = filename.replaceAll(/[^\w .()+-]/gu, '_');
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded(filename.toWellFormed())}`;
};

/** RFC 5987 allows less than encodeURIComponent leaves. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replaceAll(/['()*]/gu, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
