/** A stretch of a text: in both, only before, or only after. */
export interface DiffPart {
  readonly kind: 'same' | 'gone' | 'new';
  readonly text: string;
}

/** More than this many comparisons are not made: what lies between is shown as gone and new as a whole. */
const MOST_CELLS = 4_000_000;

const wordsOf = (text: string): readonly string[] => text.match(/\s+|[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu) ?? [];

const alikeFrom = (a: readonly string[], b: readonly string[]): number => {
  const most = Math.min(a.length, b.length);
  let count = 0;
  while (count < most && a[count] === b[count]) count += 1;
  return count;
};

/** How long the longest common row of words is, from each place on. */
const lengthsOf = (a: readonly string[], b: readonly string[]): Uint32Array => {
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] =
        a[i] === b[j]
          ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0);
    }
  }
  return lengths;
};

const middleOf = (a: readonly string[], b: readonly string[]): readonly DiffPart[] => {
  if (a.length * b.length > MOST_CELLS) return [part('gone', a), part('new', b)];
  const lengths = lengthsOf(a, b);
  const width = b.length + 1;
  const parts: DiffPart[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      parts.push({ kind: 'same', text: a[i] ?? '' });
      [i, j] = [i + 1, j + 1];
    } else if (
      j >= b.length ||
      (i < a.length && (lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0))
    ) {
      parts.push({ kind: 'gone', text: a[i] ?? '' });
      i += 1;
    } else {
      parts.push({ kind: 'new', text: b[j] ?? '' });
      j += 1;
    }
  }
  return parts;
};

const part = (kind: DiffPart['kind'], words: readonly string[]): DiffPart => ({ kind, text: words.join('') });

/** Changes with nothing but white space between them are one: first all that is gone, then all that is new. */
const merged = (parts: readonly DiffPart[]): readonly DiffPart[] => {
  const all: DiffPart[] = [];
  let [same, gone, fresh] = ['', '', ''];
  const flush = (): void => {
    all.push({ kind: 'gone', text: gone }, { kind: 'new', text: fresh }, { kind: 'same', text: same });
    [same, gone, fresh] = ['', '', ''];
  };
  for (const { kind, text } of parts.filter((one) => one.text !== '')) {
    if (kind === 'same') {
      same += text;
      continue;
    }
    if (same.trim() === '' && gone + fresh !== '') [gone, fresh, same] = [gone + same, fresh + same, ''];
    else flush();
    if (kind === 'gone') gone += text;
    else fresh += text;
  }
  flush();
  return all.filter(({ text }) => text !== '');
};

/** With less than this in common a text is another: single words that both happen to have tell nothing. */
const LEAST_ALIKE = 0.45;
/** In what is shorter one sees at once what is what. */
const SHORT = 60;

const isAnother = (parts: readonly DiffPart[], shorter: number): boolean => {
  const same = parts.filter(({ kind }) => kind === 'same').reduce((sum, { text }) => sum + text.trim().length, 0);
  return same < LEAST_ALIKE * shorter;
};

/** What became of a text, word by word. */
export const textDiff = (before: string, after: string): readonly DiffPart[] => {
  const parts = wordDiff(before, after);
  const isShort = Math.max(before.length, after.length) <= SHORT;
  if (isShort || !isAnother(parts, Math.min(before.length, after.length))) return parts;
  return [part('gone', [before]), part('new', [after])];
};

const wordDiff = (before: string, after: string): readonly DiffPart[] => {
  const [a, b] = [wordsOf(before), wordsOf(after)];
  const head = alikeFrom(a, b);
  const tail = alikeFrom(a.slice(head).toReversed(), b.slice(head).toReversed());
  return merged([
    part('same', a.slice(0, head)),
    ...middleOf(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    part('same', a.slice(a.length - tail)),
  ]);
};
