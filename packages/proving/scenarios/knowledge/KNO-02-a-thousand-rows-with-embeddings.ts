import { expectAsFastAsTheEmbedder } from '../../src/knowledge/embedder-floor.ts';
import { scenario } from '../../src/scenario.ts';

export default scenario({
  id: 'KNO-02',
  kind: 'performance',
  tier: 'nightly',
  needs: ['lab'],
  weight: 'important',
  alone: true,
  claim:
    'A thousand pairs are embedded, all of them, by an embedder that takes 100 ms for each request, in little more than the time that the embedder itself takes, and never with more requests at once than it was said to bear.',
  run: (proving) => expectAsFastAsTheEmbedder(proving, { pairs: 1_000, batch: 50, concurrency: 4, seconds: 300 }),
});
