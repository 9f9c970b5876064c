import { parentPort, workerData } from 'node:worker_threads';
import { tableOf, type EmbedderFiles } from './embedder-files.ts';
import { createStaticEmbedder } from './static-embedder.ts';
import type { Asked, Told } from './thread-messages.ts';

// whoever began the thread gave it the files
const files = workerData as EmbedderFiles;
const embed = createStaticEmbedder(tableOf(files));

parentPort?.on('message', ({ id, texts }: Asked) => {
  const vectors = new Float32Array(texts.length * files.dimensions);
  const has = new Uint8Array(texts.length);
  for (const [at, text] of texts.entries()) {
    const vector = embed(text);
    if (vector === undefined) continue;
    vectors.set(vector, at * files.dimensions);
    has[at] = 1;
  }
  parentPort?.postMessage({ id, vectors, has } satisfies Told, [vectors.buffer, has.buffer]);
});
