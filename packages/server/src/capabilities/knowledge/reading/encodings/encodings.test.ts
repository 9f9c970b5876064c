import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairsOf, readBytes } from '../testing/read-bytes.ts';

const LATIN_1_MARKS = 'éüßñçÅø';
const WINDOWS_1252: readonly [byte: number, character: string][] = [
  [0x80, '€'],
  [0x85, '…'],
  [0x91, '‘'],
  [0x93, '“'],
  [0x96, '–'],
  [0x99, '™'],
  [0x9f, 'Ÿ'],
];

const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
const windows1252 = (text: string): Buffer =>
  Buffer.from(
    Array.from(
      text,
      (character) => WINDOWS_1252.find(([, known]) => known === character)?.[0] ?? character.codePointAt(0) ?? 0,
    ),
  );

const csvOf = (pairs: readonly (readonly [string, string])[]): string =>
  ['question,answer', ...pairs.map((pair) => pair.map((text) => `"${text.replaceAll('"', '""')}"`).join(','))].join(
    '\r\n',
  );

const pairsOfText = (text: fc.Arbitrary<string>) =>
  fc
    .array(fc.tuple(text, text), { minLength: 1, maxLength: 8 })
    .filter((pairs) => pairs.flat().every((each) => each.trim() !== ''));

const anyText = fc.string({ unit: 'binary', maxLength: 40 }).filter((text) => !text.includes('\u0000'));
const latinText = fc.string({
  unit: fc.integer({ min: 1, max: 255 }).map((code) => String.fromCodePoint(code)),
  maxLength: 40,
});
const windowsText = fc.string({
  unit: fc.oneof(
    fc.integer({ min: 32, max: 126 }).map((code) => String.fromCodePoint(code)),
    fc.integer({ min: 160, max: 255 }).map((code) => String.fromCodePoint(code)),
    fc.constantFrom(...WINDOWS_1252.map(([, character]) => character)),
  ),
  maxLength: 40,
});

describe('text comes back as it was written', () => {
  interface Way {
    readonly text: fc.Arbitrary<string>;
    readonly encode: (text: string) => Buffer;
    readonly declared?: string;
    readonly found: { readonly encoding: string; readonly encoding_by: string };
  }
  const found = (encoding: string, encoding_by: string): Way['found'] => ({ encoding, encoding_by });
  const utf8 = (text: string): Buffer => Buffer.from(text);
  const utf16le = (text: string): Buffer => Buffer.from(text, 'utf16le');
  const marked =
    (encode: Way['encode']): Way['encode'] =>
    (text) =>
      encode(`\ufeff${text}`);
  const ways: readonly (readonly [name: string, way: Way])[] = [
    ['UTF-8', { text: anyText, encode: utf8, found: found('utf-8', 'validity') }],
    ['UTF-8 with a mark', { text: anyText, encode: marked(utf8), found: found('utf-8', 'mark') }],
    ['UTF-16 LE with a mark', { text: anyText, encode: marked(utf16le), found: found('utf-16le', 'mark') }],
    ['UTF-16 BE with a mark', { text: anyText, encode: marked(utf16be), found: found('utf-16be', 'mark') }],
    [
      'declared UTF-16 LE',
      { text: anyText, encode: utf16le, declared: 'UTF-16LE', found: found('utf-16le', 'declared') },
    ],
    [
      'declared UTF-16 BE',
      { text: anyText, encode: utf16be, declared: 'utf-16be', found: found('utf-16be', 'declared') },
    ],
    [
      'declared ISO 8859-1',
      { text: latinText, encode: latin1, declared: 'latin-1', found: found('iso-8859-1', 'declared') },
    ],
    [
      'declared Windows-1252',
      { text: windowsText, encode: windows1252, declared: 'Windows-1252', found: found('windows-1252', 'declared') },
    ],
  ];

  it.each(ways)('in %s', async (_name, { text, encode, declared, found }) => {
    await fc.assert(
      fc.asyncProperty(pairsOfText(text), async (pairs) => {
        // what is valid UTF-8 is taken for it: in an encoding of one byte something follows that cannot be
        const all = [...pairs, ['é', 'ü'] as const];
        const read = await readBytes(encode(csvOf(all)), { encoding: declared });
        expect(pairsOf(read)).toEqual(all);
        expect(read.found).toMatchObject(found);
      }),
    );
  });

  it('in others that browsers know', async () => {
    // 日本語 in Shift JIS
    const bytes = Buffer.concat([
      Buffer.from('question,answer\n'),
      Buffer.from([0x93, 0xfa, 0x96, 0x7b, 0x8c, 0xea]),
      Buffer.from(',x\n'),
    ]);
    expect(pairsOf(await readBytes(bytes, { encoding: 'shift_jis' }))).toEqual([['日本語', 'x']]);
  });

  it('however it is cut into pieces', async () => {
    const long = Array.from({ length: 9_000 }, (_none, at): readonly [string, string] => [
      `Wie heißt ${at} 🙂?`,
      `“${'ö'.repeat(at % 7)}”`,
    ]);
    for (const bytes of [Buffer.from(csvOf(long)), Buffer.from(`\ufeff${csvOf(long)}`, 'utf16le')])
      expect(pairsOf(await readBytes(bytes))).toEqual(long);
  });
});

describe('nothing is guessed in silence', () => {
  const file = latin1(csvOf([[LATIN_1_MARKS, 'Grüße']]));

  it('without a word the file is refused, with a guess and how it looks', async () => {
    await expect(readBytes(file)).rejects.toMatchObject({
      code: 'encoding_unclear',
      details: { guess: 'windows-1252', preview: expect.stringContaining('Grüße') },
    });
  });

  it('with auto the guess is taken, and called one', async () => {
    const read = await readBytes(file, { encoding: 'auto' });
    expect(read.found).toMatchObject({ encoding: 'windows-1252', encoding_by: 'guess' });
    expect(pairsOf(read)).toEqual([[LATIN_1_MARKS, 'Grüße']]);
  });

  it.each([
    ['utf-16le', Buffer.from(csvOf([['Wie?', 'So.']]), 'utf16le')],
    ['utf-16be', utf16be(csvOf([['Wie?', 'So.']]))],
    [
      'windows-1251',
      Buffer.from(
        'question,answer\n\xca\xe0\xea \xfd\xf2\xee \xf0\xe0\xe1\xee\xf2\xe0\xe5\xf2?,\xd5\xee\xf0\xee\xf8\xee \xf0\xe0\xe1\xee\xf2\xe0\xe5\xf2\n',
        'latin1',
      ),
    ],
    [
      'shift_jis',
      Buffer.from(
        '8ebf96e2,89f1939a\n82c782a482b582c482c582b782a98148,82bb82a482c582b78142\n'
          .replaceAll(',', '2c')
          .replaceAll('\n', '0a'),
        'hex',
      ),
    ],
  ])('the guess of %s is right', async (guess, bytes) => {
    await expect(readBytes(bytes)).rejects.toMatchObject({ details: { guess } });
  });

  interface Refused {
    readonly bytes: Buffer;
    readonly declared?: string;
    readonly reason: string;
    readonly details?: { readonly offset?: number; readonly line?: number };
  }
  const refused: readonly (readonly [what: string, refused: Refused])[] = [
    ['an encoding of no such name', { bytes: Buffer.from('a,b'), declared: 'utf-99', reason: 'wrong_encoding' }],
    ['UTF-32', { bytes: Buffer.from([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0]), reason: 'wrong_encoding' }],
    [
      'a mark of UTF-8 before what is none',
      {
        bytes: Buffer.concat([Buffer.from('\ufeffa,b\nc,'), Buffer.from([0xe9, 0x20])]),
        reason: 'wrong_encoding',
        details: { offset: 9, line: 2 },
      },
    ],
    [
      'half a surrogate in UTF-16',
      { bytes: Buffer.from('\ufeffa,b\nc,\ud800\n', 'utf16le'), reason: 'wrong_encoding', details: { line: 2 } },
    ],
    [
      'UTF-16 that ends in half a character',
      { bytes: Buffer.from([0xff, 0xfe, 0x61, 0, 0x2c]), reason: 'wrong_encoding' },
    ],
    [
      'a NUL',
      {
        bytes: Buffer.from('question,answer\na,b\u0000c\n'),
        reason: 'nul_character',
        details: { offset: 19, line: 2 },
      },
    ],
    [
      'a NUL in UTF-16',
      {
        bytes: Buffer.from('\ufeffa,b\nc,\u0000\n', 'utf16le'),
        reason: 'nul_character',
        details: { offset: 14, line: 2 },
      },
    ],
    [
      'a NUL behind a declared encoding',
      {
        bytes: latin1('question,answer\né,b\u0000c\n'),
        declared: 'latin1',
        reason: 'nul_character',
        details: { offset: 19, line: 2 },
      },
    ],
  ];

  it.each(refused)('%s is refused', async (_what, { bytes, declared, reason, details = {} }) => {
    await expect(readBytes(bytes, { encoding: declared })).rejects.toMatchObject({ reason, details });
  });
});
