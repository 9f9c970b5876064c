import { fieldsOf, numbersOf, type Wire } from './wire.ts';

const FLOAT_BYTES = 4;

/** https://platform.openai.com/docs/api-reference/embeddings, and what many servers took over from it. */
const wire = (format: 'base64' | undefined): Wire => ({
  most: 2_048,
  path: () => '/embeddings',
  body: ({ model, texts, dimensions }) => ({
    model,
    input: texts,
    ...(format === undefined ? {} : { encoding_format: format }),
    ...(dimensions === null ? {} : { dimensions }),
  }),
  read(json) {
    const { data } = fieldsOf(json);
    if (!Array.isArray(data)) return undefined;
    const vectors: (Float32Array | undefined)[] = Array.from({ length: data.length }, () => undefined);
    for (const [nth, entry] of data.entries()) {
      const { index = nth, embedding } = fieldsOf(entry);
      if (typeof index !== 'number' || !(index in vectors)) return undefined;
      vectors[index] = typeof embedding === 'string' ? packedOf(embedding) : numbersOf(embedding);
    }
    return vectors;
  },
});

/** A quarter of the bytes, and nothing to parse: but few know it beside the provider itself. */
export const openAi: Wire = wire('base64');
export const openAiCompatible: Wire = wire(undefined);

/** Little-endian floats in base64. */
const packedOf = (text: string): Float32Array | undefined => {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length % FLOAT_BYTES !== 0) return undefined;
  const numbers = new Float32Array(bytes.length / FLOAT_BYTES);
  for (let at = 0; at < numbers.length; at += 1) numbers[at] = bytes.readFloatLE(at * FLOAT_BYTES);
  return numbers;
};
