export interface Line {
  readonly number: number;
  readonly text: string;
  /** Only its beginning is here. */
  readonly isCut: boolean;
}

const KEPT_CHARACTERS = 1_000;

/** The lines of a text, as many at once as came at once. A line that is too long is cut, and not held. */
export async function* linesOf(text: AsyncIterable<string>, mostCharacters: number): AsyncGenerator<readonly Line[]> {
  let number = 0;
  let rest = '';
  let passing = false;
  for await (const piece of text) {
    const lines: Line[] = [];
    const whole = rest + piece;
    let at = 0;
    for (let end = whole.indexOf('\n'); end !== -1; end = whole.indexOf('\n', at)) {
      number += 1;
      if (!passing) lines.push(lineOf(number, whole.slice(at, end), mostCharacters));
      passing = false;
      at = end + 1;
    }
    rest = whole.slice(at);
    if (passing) rest = '';
    else if (rest.length > mostCharacters) {
      lines.push(lineOf(number + 1, rest, mostCharacters));
      rest = '';
      passing = true;
    }
    if (lines.length > 0) yield lines;
  }
  if (rest !== '') yield [lineOf(number + 1, rest, mostCharacters)];
}

const lineOf = (number: number, raw: string, most: number): Line => {
  const text = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
  return text.length > most
    ? { number, text: text.slice(0, KEPT_CHARACTERS), isCut: true }
    : { number, text, isCut: false };
};
