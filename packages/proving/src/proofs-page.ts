import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { capabilityOf, CAPABILITY_NAMES } from './catalogue/id-list.ts';
import { loadCatalogue, type Catalogue } from './catalogue.ts';
import { ROOT } from './lab/repository.ts';

export const PROOFS_PAGE = join(ROOT, 'docs/proofs.md');

const heading = (catalogue: Catalogue): string => {
  const total = catalogue.promises.length;
  return [
    '# Where each promise is proved',
    '',
    'Generated from `packages/proving/scenarios` by `node packages/proving/src/proofs-page.ts`; do not edit.',
    '',
    `${catalogue.found.length} of ${total} promises have a proof. Run them with \`npm run prove\`.`,
  ].join('\n');
};

const section = (catalogue: Catalogue, capability: string): string => {
  const rows = catalogue.promises
    .filter(({ id }) => capabilityOf(id) === capability)
    .map(({ id, title, kind, tier }) => {
      const file = catalogue.found.find(({ scenario }) => scenario.id === id)?.file;
      const claim = catalogue.scenarioOf(id)?.claim ?? '';
      const where = file === undefined ? 'still to come' : `[${id}](../packages/proving/scenarios/${file})`;
      return `| ${id} | ${title} | ${kind} | ${tier} | ${claim} | ${where} |`;
    });
  return [
    `## ${capability}`,
    '',
    '| id | promise | kind | tier | claim | proof |',
    '|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
};

export const proofsPage = (catalogue: Catalogue): string =>
  `${[heading(catalogue), ...CAPABILITY_NAMES.map((capability) => section(catalogue, capability))].join('\n\n')}\n`;

if (import.meta.main) writeFileSync(PROOFS_PAGE, proofsPage(await loadCatalogue()));
