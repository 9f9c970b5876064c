import { UnreadableFile } from '../unreadable-file.ts';

/** What the web takes for windows-1252 and is not: here every byte is the character of its number. */
const LATIN_1 = new Set(['iso-8859-1', 'iso8859-1', 'iso88591', 'iso_8859-1', 'latin1', 'latin-1', 'l1']);

export const isUtf16 = (name: string): boolean => name === 'utf-16le' || name === 'utf-16be';

/** The one name of an encoding that people call by several. */
export const encodingNamed = (label: string): string => {
  const plain = label.trim().toLowerCase();
  if (LATIN_1.has(plain)) return 'iso-8859-1';
  try {
    return new TextDecoder(plain, { fatal: true }).encoding;
  } catch {
    throw new UnreadableFile(
      'wrong_encoding',
      `There is no encoding called "${label.slice(0, 40)}". Take one such as utf-8, utf-16le, windows-1252 or iso-8859-1, or auto.`,
      { field: 'encoding' },
    );
  }
};
