import { excelText } from './excel-text.ts';
import { createStringTable } from './string-table.ts';
import type { StringTable } from './string-table.ts';
import { createXmlReader, damagedXml } from './xml-reader.ts';

const LONGEST_STRING = 1024 * 1024;

/** The texts that cells refer to. How words sound, which stands beside Japanese, is left out. */
export const readSharedStrings = async (pieces: AsyncIterable<string>): Promise<StringTable> => {
  const table = createStringTable();
  let parts: string[] = [];
  let length = 0;
  let isText = false;
  let isSound = false;
  const reader = createXmlReader({
    open(name) {
      if (name === 'si') {
        parts = [];
        length = 0;
      } else if (name === 'rPh') isSound = true;
      else isText = name === 't' && !isSound;
    },
    close(name) {
      if (name === 'si') table.add(excelText(parts.join('')).toWellFormed());
      else if (name === 'rPh') isSound = false;
      isText = false;
    },
    text(text) {
      if (!isText) return;
      length += text.length;
      if (length > LONGEST_STRING) damagedXml('a text in it is longer than a cell can be');
      parts.push(text);
    },
  });
  for await (const piece of pieces) reader.read(piece);
  reader.end();
  return table;
};
