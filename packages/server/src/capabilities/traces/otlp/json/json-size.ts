/** What would be made of JSON if it were parsed: cheap text becomes dear objects, so it is counted before. */
export interface JsonLimits {
  readonly depth: number;
  /** Objects, arrays and what is in them, all together. */
  readonly parts: number;
}

/** A span of 12 attributes has about 120 parts; a list in a list costs up to four levels. */
export const USUAL_JSON_LIMITS: JsonLimits = { depth: 320, parts: 4_000_000 };

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Whether this text can be parsed without harm. Whether it is JSON at all is not asked. */
export const fitsJsonLimits = (bytes: Buffer, limits: JsonLimits): boolean => {
  let depth = 0;
  let parts = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    switch (bytes[at]) {
      case QUOTE:
        at = endOfString(bytes, at + 1);
        break;
      case 0x7b:
      case 0x5b:
        depth += 1;
        parts += 1;
        if (depth > limits.depth) return false;
        break;
      case 0x7d:
      case 0x5d:
        depth -= 1;
        break;
      case 0x2c:
      case 0x3a:
        parts += 1;
        break;
      default:
    }
    if (parts > limits.parts) return false;
  }
  return true;
};

const endOfString = (bytes: Buffer, from: number): number => {
  for (let at = from; at < bytes.length; at += 1) {
    if (bytes[at] === BACKSLASH) at += 1;
    else if (bytes[at] === QUOTE) return at;
  }
  return bytes.length;
};
