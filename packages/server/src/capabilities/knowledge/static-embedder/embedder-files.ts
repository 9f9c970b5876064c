import { readFile } from 'node:fs/promises';
import { readVocabulary, type Vocabulary } from '../word-pieces/vocabulary.ts';

/** What the embedder knows: for each piece a row of small numbers, and by how much they are multiplied. */
export interface EmbedderTable {
  readonly dimensions: number;
  readonly rows: Int8Array;
  readonly scales: Float32Array;
  readonly vocabulary: Vocabulary;
}

/** As threads hand it to each other: the numbers lie once in memory, whoever reads them. */
export interface EmbedderFiles {
  readonly dimensions: number;
  readonly rows: Int8Array<SharedArrayBuffer>;
  readonly scales: Float32Array<SharedArrayBuffer>;
  /** One piece a line. */
  readonly pieces: string;
}

/** Carried by the project; its README says where it comes from. */
const FOLDER = new URL('../../../../embedder/', import.meta.url);
const FLOAT_BYTES = 4;

interface Meta {
  readonly rows: number;
  readonly dim: number;
}

export const readEmbedderFiles = async (folder: URL = FOLDER): Promise<EmbedderFiles> => {
  const read = (name: string): Promise<Buffer> => readFile(new URL(name, folder));
  const [meta, table, scale, pieces] = await Promise.all([
    read('meta.json'),
    read('table.i8'),
    read('scale.f32'),
    read('vocab.txt'),
  ]);
  // written by us, and held against the sizes below
  const { rows: count, dim: dimensions } = JSON.parse(String(meta)) as Meta;
  if (table.length !== count * dimensions || scale.length !== count * FLOAT_BYTES)
    throw new Error(`The files of the built-in embedder in ${folder.pathname} do not belong together`);
  const rows = new Int8Array(new SharedArrayBuffer(table.length));
  rows.set(table);
  const scales = new Float32Array(new SharedArrayBuffer(scale.length));
  for (let row = 0; row < count; row += 1) scales[row] = scale.readFloatLE(row * FLOAT_BYTES);
  return { dimensions, rows, scales, pieces: String(pieces) };
};

export const tableOf = ({ dimensions, rows, scales, pieces }: EmbedderFiles): EmbedderTable => {
  const vocabulary = readVocabulary(pieces);
  if (vocabulary.size !== scales.length)
    throw new Error(`The built-in embedder has ${scales.length} rows and spells ${vocabulary.size} pieces`);
  return { dimensions, rows, scales, vocabulary };
};
