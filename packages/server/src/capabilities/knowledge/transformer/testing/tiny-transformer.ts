import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { tinyOnnx, type TinyOnnx } from './tiny-onnx.ts';

const SPECIAL = ['[PAD]', '[UNK]', '[CLS]', '[SEP]'];
const WORDS =
  '. , ? how do i return an order our shops open at nine in the morning and on sundays they late blue green red one two three';
export const PIECES: readonly string[] = [...SPECIAL, ...WORDS.split(' '), '##s'];
const NUMBERS = 8;

/** What the tiny model has for a piece. */
export const rowOf = (piece: string): number[] => {
  const nth = PIECES.indexOf(piece);
  return Array.from({ length: NUMBERS }, (_nothing, at) => Math.fround(Math.sin(1 + nth * (at + 1))));
};

export interface TinyTransformer {
  readonly onnx?: Partial<TinyOnnx> | Buffer;
  /** Laid over its tokenizer.json. */
  readonly tokenizer?: object | string;
  /** Further files, by their paths. */
  readonly files?: Readonly<Record<string, unknown>>;
}

const vocab = Object.fromEntries(PIECES.map((piece, nth) => [piece, nth]));
const TOKENIZER = {
  truncation: null,
  padding: null,
  normalizer: {
    type: 'BertNormalizer',
    clean_text: true,
    handle_chinese_chars: true,
    strip_accents: null,
    lowercase: true,
  },
  pre_tokenizer: { type: 'BertPreTokenizer' },
  post_processor: {
    type: 'TemplateProcessing',
    single: [
      { SpecialToken: { id: '[CLS]', type_id: 0 } },
      { Sequence: { id: 'A', type_id: 0 } },
      { SpecialToken: { id: '[SEP]', type_id: 0 } },
    ],
    special_tokens: { '[CLS]': { id: '[CLS]', ids: [2] }, '[SEP]': { id: '[SEP]', ids: [3] } },
  },
  model: { type: 'WordPiece', unk_token: '[UNK]', continuing_subword_prefix: '##', vocab },
};

/** Writes a model that knows a few words into a folder of models. */
export const writeTransformer = (
  folder: string,
  name: string,
  { onnx, tokenizer, files }: TinyTransformer = {},
): void => {
  const write = (path: string, content: string | Buffer): void => {
    const whole = join(folder, name, path);
    mkdirSync(dirname(whole), { recursive: true });
    writeFileSync(whole, content);
  };
  write('model.onnx', Buffer.isBuffer(onnx) ? onnx : tinyOnnx({ rows: PIECES.map(rowOf), ...onnx }));
  write('tokenizer.json', typeof tokenizer === 'string' ? tokenizer : JSON.stringify({ ...TOKENIZER, ...tokenizer }));
  for (const [path, content] of Object.entries(files ?? {})) write(path, JSON.stringify(content));
};
