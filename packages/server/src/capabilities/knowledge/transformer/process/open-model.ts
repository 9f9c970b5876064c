import { MOST_DIMENSIONS } from '@holdfast/protocol/knowledge/limits';
import { toLengthOne } from '../../static-embedder/static-embedder.ts';
import type { TextKind } from '../../embedding/embedders/embedder.ts';
import type { Beginning } from './messages.ts';
import { fingerprintOf } from './fingerprint.ts';
import { pool, readOutput, usableOutput, type Output } from './outputs.ts';
import { readEncoder, type Encoder } from './read-encoder.ts';
import { readManner, type Manner } from './read-manner.ts';
import { loadRuntime, type Runtime, type Session, type Tensor } from './runtime.ts';
import { UnusableModel } from './unusable-model.ts';

/** A model that was tried and gives vectors. */
export interface OpenModel {
  /** Another one means that the same text would get another vector. */
  readonly fingerprint: string;
  readonly dimensions: number;
  /** Texts in which it finds no word have none. */
  embed(texts: readonly string[], kind: TextKind): Promise<readonly (Float32Array | undefined)[]>;
}

/** Of different lengths, so that a model that was made for texts of one length is found out. */
const SENTENCES = [
  'How do I return an order?',
  'Our shops open at nine in the morning, and on Sundays they open late.',
];

export const openModel = async (beginning: Beginning): Promise<OpenModel> => {
  const { files } = beginning;
  const encoder = await readEncoder(files.tokenizer);
  const manner = await readManner(files.folder, encoder.mostPieces);
  const fingerprint = await fingerprintOf(files, manner);
  const runtime = loadRuntime(beginning.runtime);
  const session = await openSession(runtime, beginning);
  const run = createRun({ runtime, session, encoder });
  const encode = encoderFor(encoder, manner);
  const tried = SENTENCES.map((text) => encode(text, 'pair')).filter((pieces) => pieces !== undefined);
  if (tried.length < SENTENCES.length) throw new UnusableModel('Its vocabulary has no word of two plain sentences.');
  const output = usableOutput(await run(tried, session.outputNames), tried);
  if (output.dimensions > MOST_DIMENSIONS)
    throw new UnusableModel(`Its vectors have ${output.dimensions} numbers, where ${MOST_DIMENSIONS} are the most.`);
  return {
    fingerprint,
    dimensions: output.dimensions,
    async embed(texts, kind) {
      const encoded = texts.map((text) => encode(text, kind));
      const known = encoded.filter((pieces) => pieces !== undefined);
      if (known.length === 0) return encoded.map(() => undefined);
      const vectors = vectorsIn(await run(known, [output.name]), known, { output, manner }).values();
      return encoded.map((pieces) => pieces && vectors.next().value);
    },
  };
};

const encoderFor =
  ({ encode }: Encoder, { prompts, mostPieces }: Manner) =>
  (text: string, kind: TextKind): number[] | undefined =>
    encode(`${prompts[kind]}${text}`, mostPieces);

const INPUTS: ReadonlySet<string> = new Set(['input_ids', 'attention_mask', 'token_type_ids']);

const openSession = async ({ InferenceSession }: Runtime, { files, threads }: Beginning): Promise<Session> => {
  let session: Session;
  try {
    session = await InferenceSession.create(files.model, {
      executionProviders: ['cpu'],
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      logSeverityLevel: 4,
      // between two texts nobody turns in circles
      extra: { session: { intra_op: { allow_spinning: '0' } } },
    });
  } catch (cause) {
    throw new UnusableModel(`Its model.onnx cannot be opened: ${said(cause, files.folder)}`, { cause });
  }
  const unknown = session.inputNames.find((name) => !INPUTS.has(name));
  if (unknown !== undefined) throw new UnusableModel(`It wants ${unknown} of each text, which Holdfast does not know.`);
  if (!session.inputNames.includes('input_ids')) throw new UnusableModel('It takes no text: it has no input_ids.');
  return session;
};

/** What a runtime says of files says where they are, which is nobody's business who chooses a model. */
const said = (error: unknown, folder: string): string => {
  const words = (error instanceof Error ? error.message : String(error)).replaceAll(folder, '').replaceAll(/\s+/g, ' ');
  return `${words.slice(0, 300).replace(/\.$/, '')}.`;
};

interface Running {
  readonly runtime: Runtime;
  readonly session: Session;
  readonly encoder: Encoder;
}

type Results = Readonly<Record<string, Tensor>>;

/** All texts at once, the shorter ones filled up to the longest. */
const createRun =
  ({ runtime: { Tensor }, session, encoder }: Running) =>
  async (texts: readonly (readonly number[])[], outputs: readonly string[]): Promise<Results> => {
    const longest = Math.max(...texts.map(({ length }) => length));
    const shape = [texts.length, longest];
    const ids = new BigInt64Array(texts.length * longest).fill(BigInt(encoder.padding));
    const mask = new BigInt64Array(ids.length);
    for (const [row, pieces] of texts.entries())
      for (const [at, piece] of pieces.entries()) {
        ids[row * longest + at] = BigInt(piece);
        mask[row * longest + at] = 1n;
      }
    const all = { input_ids: ids, attention_mask: mask, token_type_ids: new BigInt64Array(ids.length) };
    const wanted = Object.entries(all).filter(([name]) => session.inputNames.includes(name));
    const inputs = Object.fromEntries(wanted.map(([name, data]) => [name, new Tensor('int64', data, shape)]));
    try {
      return await session.run(inputs, outputs);
    } catch (cause) {
      throw new UnusableModel(`It failed when it was run: ${said(cause, '')}`, { cause });
    }
  };

const vectorsIn = (
  results: Results,
  texts: readonly (readonly number[])[],
  { output, manner }: { readonly output: Output; readonly manner: Manner },
): (Float32Array | undefined)[] => {
  const { data, dims } = readOutput(results, output.name, texts.length);
  const whole = dims.length === 2;
  const longest = whole ? 1 : (dims[1] ?? 0);
  const row = longest * output.dimensions;
  return texts.map((pieces, at) => {
    const states = data.subarray(at * row, (at + 1) * row);
    return toLengthOne(pool(states, whole || manner.pooling === 'first' ? 1 : pieces.length, output.dimensions));
  });
};
