const ESCAPED = /_x([0-9a-f]{4})_/gi;

/** What cannot stand in XML, Excel writes as _x000D_; and an underscore before such a word as _x005F_. */
export const excelText = (text: string): string =>
  text.includes('_x') || text.includes('_X')
    ? text.replaceAll(ESCAPED, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
