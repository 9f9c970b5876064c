const QUOTE = 34;
const BACKSLASH = 92;

const isOpening = (code: number): boolean => code === 0x7b || code === 0x5b;
const isClosing = (code: number): boolean => code === 0x7d || code === 0x5d;

/** Behind the string that begins there; -1 where its end has not come. */
export const endOfString = (text: string, from: number): number => {
  for (let at = text.indexOf('"', from + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let before = at - 1;
    while (text.charCodeAt(before) === BACKSLASH) before -= 1;
    if ((at - before) % 2 === 1) return at + 1;
  }
  return -1;
};

/** Behind the value that begins there, by its braces and quotes alone: whether it is JSON is found when it is parsed. */
export const endOfValue = (text: string, from: number): number => {
  const first = text.charCodeAt(from);
  if (first === QUOTE) return endOfString(text, from);
  if (!isOpening(first)) return endOfScalar(text, from);
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = endOfString(text, at) - 1;
      if (at < 0) return -1;
    } else if (isOpening(code)) depth += 1;
    else if (isClosing(code)) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
};

const SCALAR_END = /[,\]}\s]/g;

const endOfScalar = (text: string, from: number): number => {
  SCALAR_END.lastIndex = from;
  return SCALAR_END.exec(text)?.index ?? -1;
};
