import { fieldsOf, numbersOf, type Wire } from './wire.ts';

const TASKS = { pair: 'RETRIEVAL_DOCUMENT', question: 'RETRIEVAL_QUERY' } as const;

const nameOf = (model: string): string => `models/${model.replace(/^models\//, '')}`;

/** https://ai.google.dev/api/embeddings#method:-models.batchembedcontents */
export const google: Wire = {
  most: 100,
  path: (model) => `/v1beta/${nameOf(encodeURIComponent(model.replace(/^models\//, '')))}:batchEmbedContents`,
  body: ({ model, texts, kind, dimensions }) => ({
    requests: texts.map((text) => ({
      model: nameOf(model),
      content: { parts: [{ text }] },
      taskType: TASKS[kind],
      ...(dimensions === null ? {} : { outputDimensionality: dimensions }),
    })),
  }),
  read(json) {
    const { embeddings } = fieldsOf(json);
    return Array.isArray(embeddings) ? embeddings.map((entry) => numbersOf(fieldsOf(entry)['values'])) : undefined;
  },
};
