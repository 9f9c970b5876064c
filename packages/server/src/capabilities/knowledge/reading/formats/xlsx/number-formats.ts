import { createXmlReader } from './xml-reader.ts';

/** What the number in a cell is shown as. */
export type NumberKind = 'number' | 'day' | 'time' | 'moment';

const MOST_STYLES = 70_000;

/** For each style of a cell. */
export const readNumberKinds = async (pieces: AsyncIterable<string>): Promise<readonly NumberKind[]> => {
  const codes = new Map<number, string>();
  const kinds: NumberKind[] = [];
  let isCells = false;
  const reader = createXmlReader({
    open(name, attributes) {
      if (name === 'cellXfs') isCells = true;
      else if (name === 'numFmt' && codes.size < MOST_STYLES)
        codes.set(Number(attributes().get('numFmtId')), attributes().get('formatCode') ?? '');
      else if (name === 'xf' && isCells && kinds.length < MOST_STYLES) {
        const id = Number(attributes().get('numFmtId') ?? 0);
        kinds.push(kindOfCode(codes.get(id)) ?? kindOfBuiltIn(id));
      }
    },
    close(name) {
      if (name === 'cellXfs') isCells = false;
    },
    text: () => undefined,
  });
  for await (const piece of pieces) reader.read(piece);
  reader.end();
  return kinds;
};

const kindOfBuiltIn = (id: number): NumberKind => {
  if (id === 22) return 'moment';
  if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47)) return 'time';
  return (id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58) ? 'day' : 'number';
};

/** What in a code is text, a colour or a condition, and no part of a date. */
const NOT_DATE = /"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi;

const kindOfCode = (code: string | undefined): NumberKind | undefined => {
  if (code === undefined) return undefined;
  const bare = (code.split(';')[0] ?? '').replaceAll(NOT_DATE, '').toLowerCase();
  if (bare.includes('general')) return 'number';
  const hasDay = /[yd]/.test(bare) || /m{3,}/.test(bare);
  const hasTime = /[hs]/.test(bare);
  return hasDay ? (hasTime ? 'moment' : 'day') : hasTime ? 'time' : /m/.test(bare) ? 'day' : 'number';
};
