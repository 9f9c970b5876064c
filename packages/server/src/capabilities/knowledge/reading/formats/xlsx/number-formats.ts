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

const LONGEST_CODE = 1_000;
const ELAPSED = /^\[(?:h{1,9}|m{1,9}|s{1,9})\]$/i;

/** A code without what is no part of a date in it: text, what is skipped or repeated, colours and conditions. */
const bareCode = (code: string): string => {
  let bare = '';
  for (let at = 0; at < code.length; at += 1) {
    const character = code[at] ?? '';
    const closing = character === '"' ? '"' : character === '[' ? ']' : undefined;
    if (closing !== undefined) {
      const end = code.indexOf(closing, at + 1);
      if (end === -1) return bare;
      if (ELAPSED.test(code.slice(at, end + 1))) bare += code.slice(at + 1, end);
      at = end;
    } else if (character === '\\' || character === '_' || character === '*') at += 1;
    else bare += character;
  }
  return bare.toLowerCase();
};

const kindOfCode = (code: string | undefined): NumberKind | undefined => {
  if (code === undefined) return undefined;
  const bare = bareCode(code.slice(0, LONGEST_CODE)).split(';')[0] ?? '';
  if (bare.includes('general')) return 'number';
  const hasDay = /[yd]/.test(bare) || bare.includes('mmm');
  const hasTime = /[hs]/.test(bare);
  return hasDay ? (hasTime ? 'moment' : 'day') : hasTime ? 'time' : bare.includes('m') ? 'day' : 'number';
};
