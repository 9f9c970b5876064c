import type { Asked } from '../http-simulator.ts';
import type { Refusal } from '../mishap.ts';
import { gemini } from '../models/gemini.ts';
import { openAiFailure } from '../models/openai-failure.ts';
import { contentOf, fieldsOf, listOf, stringOf } from '../models/reading.ts';

type Vectors = readonly (readonly number[])[];

export interface EmbeddingRequest {
  readonly texts: readonly string[];
  readonly dimensions: number | undefined;
  answer(vectors: Vectors, tokens: number): unknown;
}

/** How one provider asks for embeddings and gives them. */
interface EmbeddingForm {
  suits(asked: Asked): boolean;
  /** Undefined when the request is none. */
  read(asked: Asked): EmbeddingRequest | undefined;
  failure(status: number, sentence: string, refusal?: Refusal): unknown;
}

const MOST_DIMENSIONS = 4_096;

const dimensionsOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= MOST_DIMENSIONS ? value : undefined;

/** Little-endian floats, as official clients ask for unless they are told otherwise. */
const inBase64 = (vector: readonly number[]): string => Buffer.from(new Float32Array(vector).buffer).toString('base64');

/** https://platform.openai.com/docs/api-reference/embeddings */
const openAi: EmbeddingForm = {
  suits: ({ method, path }) => method === 'POST' && path === '/v1/embeddings',
  read({ json }) {
    const { input, model, dimensions, encoding_format: format } = fieldsOf(json);
    const texts = typeof input === 'string' ? [input] : input;
    if (!Array.isArray(texts) || !texts.every((text) => typeof text === 'string')) return undefined;
    return {
      texts,
      dimensions: dimensionsOf(dimensions),
      answer: (vectors, tokens) => ({
        object: 'list',
        data: vectors.map((vector, index) => ({
          object: 'embedding',
          index,
          embedding: format === 'base64' ? inBase64(vector) : vector,
        })),
        model: stringOf(model),
        usage: { prompt_tokens: tokens, total_tokens: tokens },
      }),
    };
  },
  failure: openAiFailure,
};

const GEMINI_PATH = /^\/v1(?:beta)?\/models\/[^/:]+:(embedContent|batchEmbedContents)$/;

/** https://ai.google.dev/api/embeddings */
const geminiForm: EmbeddingForm = {
  suits: ({ method, path }) => method === 'POST' && GEMINI_PATH.test(path),
  read({ json, path }) {
    const isBatch = path.endsWith(':batchEmbedContents');
    const requests = isBatch ? listOf(fieldsOf(json)['requests']) : [fieldsOf(json)];
    if (requests.some(({ content }) => content === undefined)) return undefined;
    return {
      texts: requests.map(({ content }) => contentOf(fieldsOf(content)['parts'])),
      dimensions: dimensionsOf(requests[0]?.['outputDimensionality']),
      answer: (vectors) =>
        isBatch ? { embeddings: vectors.map((values) => ({ values })) } : { embedding: { values: vectors[0] } },
    };
  },
  failure: (status, sentence, refusal) => gemini.failure(status, sentence, refusal),
};

export const embeddingForms: readonly EmbeddingForm[] = [openAi, geminiForm];
