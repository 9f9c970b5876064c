import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadCatalogue } from './catalogue.ts';
import { PROOFS_PAGE, proofsPage } from './proofs-page.ts';

test('docs/proofs.md says what there is; `node packages/proving/src/proofs-page.ts` writes it anew', async () => {
  expect(readFileSync(PROOFS_PAGE, 'utf8')).toBe(proofsPage(await loadCatalogue()));
});
