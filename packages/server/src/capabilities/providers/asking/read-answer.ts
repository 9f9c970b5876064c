/** What a provider answers is parsed where everybody is answered: eight megabytes of brackets would keep them waiting for seconds. */
const MOST_DEPTH = 32;
/** Objects, lists and members: dozens for each of as many models as are kept. */
const MOST_PARTS = 500_000;

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const [OPENS_LIST, OPENS_OBJECT, CLOSES_LIST, CLOSES_OBJECT] = [0x5b, 0x7b, 0x5d, 0x7d];

/** The answer as JSON; undefined where it is none, or has more parts than any list of models. */
export const readAnswer = (body: Buffer): unknown => {
  if (!isLight(body)) return undefined;
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    // told by whoever wants it to be JSON
    return undefined;
  }
};

/** A look at every byte, which takes a tenth of what parsing the worst of them would. */
const isLight = (body: Buffer): boolean => {
  let [depth, parts, isText] = [0, 0, false];
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at];
    if (isText) {
      if (byte === BACKSLASH) at += 1;
      else if (byte === QUOTE) isText = false;
    } else if (byte === QUOTE) isText = true;
    else if (byte === COMMA) parts += 1;
    else if (byte === OPENS_LIST || byte === OPENS_OBJECT) {
      [depth, parts] = [depth + 1, parts + 1];
      if (depth > MOST_DEPTH) return false;
    } else if (byte === CLOSES_LIST || byte === CLOSES_OBJECT) depth -= 1;
    if (parts > MOST_PARTS) return false;
  }
  return true;
};
