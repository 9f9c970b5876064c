import { expectAsFastAsTheEmbedder } from '../../src/knowledge/embedder-floor.ts';
import { scenario } from '../../src/scenario.ts';

export default scenario({
  id: 'KNO-01',
  kind: 'performance',
  tier: 'nightly',
  needs: ['lab'],
  weight: 'important',
  alone: true,
  claim:
    'A hundred pairs are embedded, all of them, by an embedder that takes 100 ms for each request, in little more than the time that the embedder itself takes.',
  run: (proving) => expectAsFastAsTheEmbedder(proving, { pairs: 100, batch: 10, concurrency: 2, seconds: 30 }),
});
