/** Characters of Windows-1252 that Latin-1 does not have, by their bytes. */
const WINDOWS: readonly (readonly [byte: number, character: string])[] = [
  [0x80, '€'],
  [0x82, '‚'],
  [0x85, '…'],
  [0x8a, 'Š'],
  [0x91, '‘'],
  [0x93, '“'],
  [0x96, '–'],
  [0x99, '™'],
  [0x9f, 'Ÿ'],
];

export const WINDOWS_CHARACTERS: readonly string[] = WINDOWS.map(([, character]) => character);

const bytesOf = new Map(WINDOWS.map(([byte, character]) => [character, byte]));

export const inUtf8 = (text: string): Buffer => Buffer.from(text);
export const inUtf16Le = (text: string): Buffer => Buffer.from(text, 'utf16le');
export const inUtf16Be = (text: string): Buffer => inUtf16Le(text).swap16();
export const inLatin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
export const inWindows1252 = (text: string): Buffer =>
  Buffer.from(Array.from(text, (character) => bytesOf.get(character) ?? character.codePointAt(0) ?? 0));

export const withMark =
  (encode: (text: string) => Buffer) =>
  (text: string): Buffer =>
    encode(`\ufeff${text}`);
