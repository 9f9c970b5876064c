import { z } from 'zod';
import { createTokenizer, UNKNOWN } from '../../word-pieces/tokenizer.ts';
import { vocabularyOf } from '../../word-pieces/vocabulary.ts';
import type { Spelling } from '../../word-pieces/plain-text.ts';
import { readJson } from './read-json.ts';
import { UnusableModel } from './unusable-model.ts';

/** The pieces of a text as the model is given them; undefined for a text without a word that it knows. */
export type Encode = (text: string, mostPieces: number) => number[] | undefined;

export interface Encoder {
  readonly encode: Encode;
  /** What fills up a text that is shorter than others beside it. */
  readonly padding: number;
  /** As many pieces of a text as the file says that the model reads. */
  readonly mostPieces: number | undefined;
}

const PieceNumber = z
  .int()
  .min(0)
  .max(2 ** 31);
/** Kinds that are not known here are told by their names. */
const Named = z.looseObject({ type: z.string() });
const Frame = z.tuple([z.string(), PieceNumber]);

const TokenizerFile = z.object({
  truncation: z.object({ max_length: z.int().min(1) }).nullish(),
  padding: z.object({ pad_id: PieceNumber }).nullish(),
  normalizer: Named.nullish(),
  pre_tokenizer: Named.nullish(),
  post_processor: Named.nullish(),
  model: z.looseObject({ type: z.string().nullish(), vocab: z.unknown(), unk_token: z.string().nullish() }),
});

/** Pieces as BERT makes them, which most models for English and some for many languages do. */
export const readEncoder = async (path: string): Promise<Encoder> => {
  const file = await readJson(path, TokenizerFile);
  if (file === undefined) throw new UnusableModel('It has no tokenizer.json.');
  const pieces = piecesOf(file.model);
  const unknown = pieces.get(file.model.unk_token ?? '[UNK]');
  if (unknown === undefined)
    throw new UnusableModel('Its tokenizer.json has no piece for words that it does not know.');
  const byNumber = Array.from(pieces, ([piece, number]): [number, string] => [number, piece]);
  const vocabulary = vocabularyOf(byNumber);
  const tokenize = createTokenizer(vocabulary, spellingOf(file));
  const { before, after } = frameOf(file.post_processor);
  return {
    padding: file.padding?.pad_id ?? pieces.get('[PAD]') ?? 0,
    mostPieces: file.truncation?.max_length,
    encode(text, mostPieces) {
      const found = tokenize(text).slice(0, Math.max(0, mostPieces - before.length - after.length));
      // by its question mark alone every question would be like every other
      if (!found.some((piece) => piece !== UNKNOWN && vocabulary.isWord(piece))) return undefined;
      return [...before, ...found.map((piece) => (piece === UNKNOWN ? unknown : piece)), ...after];
    },
  };
};

type TokenizerFile = z.output<typeof TokenizerFile>;

const piecesOf = ({ type, vocab }: TokenizerFile['model']): ReadonlyMap<string, number> => {
  if (type !== 'WordPiece')
    throw new UnusableModel(
      `Its tokenizer is ${type ?? 'of no kind that it names'}; Holdfast reads WordPiece. Run the model behind a server, and choose that.`,
    );
  if (typeof vocab !== 'object' || vocab === null) throw new UnusableModel('Its tokenizer.json has no vocabulary.');
  const pieces = new Map<string, number>();
  for (const [piece, number] of Object.entries(vocab)) {
    const read = PieceNumber.safeParse(number);
    if (!read.success) throw new UnusableModel('Its tokenizer.json has a vocabulary in which a number is none.');
    pieces.set(piece, read.data);
  }
  return pieces;
};

const Normalizer = z.object({
  clean_text: z.boolean(),
  handle_chinese_chars: z.boolean(),
  strip_accents: z.boolean().nullish(),
  lowercase: z.boolean(),
});

const spellingOf = ({ normalizer, pre_tokenizer: splitter }: TokenizerFile): Spelling => {
  if (splitter?.type !== 'BertPreTokenizer') throw unknownPart('pre_tokenizer', splitter);
  const read = Normalizer.safeParse(normalizer);
  if (normalizer?.type !== 'BertNormalizer' || !read.success) throw unknownPart('normalizer', normalizer);
  const { clean_text, handle_chinese_chars, strip_accents, lowercase } = read.data;
  return {
    cleans: clean_text,
    partsIdeographs: handle_chinese_chars,
    dropsAccents: strip_accents ?? lowercase,
    lowers: lowercase,
  };
};

const unknownPart = (part: string, found: { readonly type: string } | null | undefined): UnusableModel =>
  new UnusableModel(
    `Its tokenizer.json has ${found?.type ?? 'nothing'} as ${part}; Holdfast knows those of BERT alone.`,
  );

/** What stands around a text. */
interface Around {
  readonly before: readonly number[];
  readonly after: readonly number[];
}

const Template = z.object({
  single: z.array(
    z.union([
      z.object({ SpecialToken: z.object({ id: z.string() }) }),
      z.object({ Sequence: z.object({ id: z.string() }) }),
    ]),
  ),
  special_tokens: z.record(z.string(), z.object({ ids: z.array(PieceNumber) })),
});
const Ends = z.object({ cls: Frame, sep: Frame });

const frameOf = (processor: TokenizerFile['post_processor']): Around => {
  if (processor?.type === 'TemplateProcessing') {
    const template = Template.safeParse(processor);
    const around = template.success ? templateFrame(template.data) : undefined;
    if (around !== undefined) return around;
  }
  if (processor?.type === 'BertProcessing' || processor?.type === 'RobertaProcessing') {
    const ends = Ends.safeParse(processor);
    if (ends.success) return { before: [ends.data.cls[1]], after: [ends.data.sep[1]] };
  }
  throw unknownPart('post_processor', processor);
};

const templateFrame = ({ single, special_tokens: special }: z.output<typeof Template>): Around | undefined => {
  const at = single.findIndex((part) => 'Sequence' in part);
  if (at === -1) return undefined;
  const numbersOf = (parts: typeof single): number[] =>
    parts.flatMap((part) => ('SpecialToken' in part ? (special[part.SpecialToken.id]?.ids ?? []) : []));
  return { before: numbersOf(single.slice(0, at)), after: numbersOf(single.slice(at + 1)) };
};
