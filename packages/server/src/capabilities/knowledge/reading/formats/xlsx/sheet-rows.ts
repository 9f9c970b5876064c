import type { RawRecord } from '../../records.ts';
import { cellValue } from './cell-value.ts';
import type { CellContext } from './cell-value.ts';
import { createRowBuilder } from './row-builder.ts';
import type { SheetLimits } from './row-builder.ts';
import { createXmlReader } from './xml-reader.ts';
import type { XmlListener } from './xml-reader.ts';

/** The rows of a sheet in which something stands. */
export async function* sheetRows(
  pieces: AsyncIterable<string>,
  context: CellContext,
  limits: SheetLimits,
): AsyncGenerator<RawRecord[]> {
  let ready: RawRecord[] = [];
  const reader = createXmlReader(listenForRows(context, limits, (record) => ready.push(record)));
  for await (const piece of pieces) {
    reader.read(piece);
    if (ready.length === 0) continue;
    yield ready;
    ready = [];
  }
  reader.end();
}

const listenForRows = (context: CellContext, limits: SheetLimits, onRow: (record: RawRecord) => void): XmlListener => {
  const row = createRowBuilder(limits);
  let column = -1;
  let type = 'n';
  let style = 0;
  let value: string[] = [];
  let inValue = false;
  let inSound = false;
  return {
    open(name, attributes) {
      if (name === 'row') {
        row.begin(Number(attributes().get('r') ?? 0));
        column = -1;
      } else if (name === 'c') {
        const all = attributes();
        column = columnOf(all.get('r') ?? '') ?? column + 1;
        type = all.get('t') ?? 'n';
        style = Number(all.get('s') ?? 0);
        value = [];
      } else if (name === 'rPh') inSound = true;
      inValue = !inSound && (name === 'v' || name === 't');
    },
    close(name) {
      inValue = false;
      if (name === 'c' && value.length > 0) row.put(column, cellValue({ type, style, value: value.join('') }, context));
      else if (name === 'rPh') inSound = false;
      else if (name === 'row') {
        const record = row.end();
        if (record !== undefined) onRow(record);
      }
    },
    text(text) {
      if (inValue) value.push(text);
    },
  };
};

/** "AB12" is the 28th column: 27. */
const columnOf = (reference: string): number | undefined => {
  const letters = /^[A-Z]{1,3}/.exec(reference)?.[0];
  if (letters === undefined) return undefined;
  let column = 0;
  for (let at = 0; at < letters.length; at += 1) column = column * 26 + letters.charCodeAt(at) - 64;
  return column - 1;
};
