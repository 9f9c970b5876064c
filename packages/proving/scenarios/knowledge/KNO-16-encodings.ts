import {
  inLatin1,
  inUtf16Be,
  inUtf16Le,
  inUtf8,
  inWindows1252,
  WINDOWS_CHARACTERS,
  withMark,
} from '../../src/knowledge/encoded.ts';
import { expectPairs } from '../../src/knowledge/expect-pairs.ts';
import { importerAt } from '../../src/knowledge/importer.ts';
import { anyCharacter, anyPairs } from '../../src/knowledge/random-text.ts';
import { tableOf } from '../../src/knowledge/tables.ts';
import { expectAnswer } from '../../src/oracles/expect-answer.ts';
import { expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import type { Random } from '../../src/run/random.ts';
import { scenario } from '../../src/scenario.ts';

const PAIRS = 60;

const latinCharacter = (random: Random): string =>
  String.fromCodePoint(random.next() < 0.5 ? random.between(0x20, 0x7e) : random.between(0xa1, 0xff));
const windowsCharacter = (random: Random): string =>
  random.next() < 0.2 ? random.pick(WINDOWS_CHARACTERS) : latinCharacter(random);
/** As in a text of Western Europe: what can be guessed is more than bytes by chance. */
const writtenCharacter = (random: Random): string =>
  random.next() < 0.1 ? windowsCharacter(random) : String.fromCodePoint(random.between(0x61, 0x7a));

interface Way {
  readonly name: string;
  readonly encode: (text: string) => Buffer;
  readonly characters: (random: Random) => string;
  readonly declared?: string;
  readonly found: readonly [encoding: string, by: string];
}

const WAYS: readonly Way[] = [
  { name: 'UTF-8', encode: inUtf8, characters: anyCharacter, found: ['utf-8', 'validity'] },
  { name: 'UTF-8 with a mark', encode: withMark(inUtf8), characters: anyCharacter, found: ['utf-8', 'mark'] },
  // valid UTF-8 is UTF-8, whatever was declared
  {
    name: 'UTF-8 called Latin-1',
    encode: inUtf8,
    characters: anyCharacter,
    declared: 'latin1',
    found: ['utf-8', 'validity'],
  },
  { name: 'UTF-16 LE with a mark', encode: withMark(inUtf16Le), characters: anyCharacter, found: ['utf-16le', 'mark'] },
  { name: 'UTF-16 BE with a mark', encode: withMark(inUtf16Be), characters: anyCharacter, found: ['utf-16be', 'mark'] },
  {
    name: 'UTF-16 LE',
    encode: inUtf16Le,
    characters: anyCharacter,
    declared: 'utf-16le',
    found: ['utf-16le', 'declared'],
  },
  {
    name: 'UTF-16 BE',
    encode: inUtf16Be,
    characters: anyCharacter,
    declared: 'utf-16be',
    found: ['utf-16be', 'declared'],
  },
  {
    name: 'Latin-1',
    encode: inLatin1,
    characters: latinCharacter,
    declared: 'latin-1',
    found: ['iso-8859-1', 'declared'],
  },
  {
    name: 'Windows-1252',
    encode: inWindows1252,
    characters: windowsCharacter,
    declared: 'windows-1252',
    found: ['windows-1252', 'declared'],
  },
  {
    name: 'Windows-1252, guessed',
    encode: inWindows1252,
    characters: writtenCharacter,
    declared: 'auto',
    found: ['windows-1252', 'guess'],
  },
];

export default scenario({
  id: 'KNO-16',
  kind: 'property',
  tier: 'pr',
  needs: ['lab'],
  weight: 'critical',
  claim:
    'Text in UTF-8, UTF-16, Latin-1 and Windows-1252 is imported as it was written: by its mark, by being valid, as declared, or as guessed when that was asked for; without any of them it is refused with a guess and how it looks, and no character is lost.',
  async run({ lab, random, report }) {
    const node = await lab.node();
    for (const { name, encode, characters, declared, found } of WAYS) {
      const pairs = [...anyPairs(random, PAIRS, characters), ['Wie heißt das?', 'Grüße'] as const];
      const importer = importerAt(node);
      const job = await importer.run(encode(tableOf(pairs)), declared === undefined ? {} : { encoding: declared });
      expectSame([job.reading.encoding, job.reading.encoding_by], found, `${name} is told as what it is, and why`);
      await expectPairs(importer, job, pairs, name);
    }
    const importer = importerAt(node);
    const unclear = inWindows1252(tableOf([['Was kostet das?', 'Fünf €']]));
    for (const query of [{}, { encoding: 'utf-8' }]) {
      const { body } = expectAnswer(await importer.post(unclear, query), 422, 'encoding_unclear');
      const { guess, preview } = body as { guess?: string; preview?: string };
      expectSame(guess, 'windows-1252', 'the answer has a guess');
      expectThat(preview?.includes('Fünf €') === true, 'and how the text looks in it', { preview });
    }
    const damaged = Buffer.concat([
      withMark(inUtf8)('question,answer\nWas?,F'),
      Buffer.from([0xfc]),
      Buffer.from('nf\n'),
    ]);
    expectAnswer(await importer.post(damaged), 400, 'unreadable_file');
    expectAnswer(await importer.post(unclear, { encoding: 'utf-99' }), 422, 'invalid');
    expectSame((await importer.pairs()).length, 0, 'nothing of what was refused is stored');
    report.figure('encodings', WAYS.length);
  },
});
