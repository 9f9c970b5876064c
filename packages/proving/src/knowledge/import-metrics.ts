import type { Node } from '../lab/node.ts';
import { seeGauge } from '../gauge.ts';

/** What the metrics say of imports. */
export interface ImportMetrics {
  readonly batches: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly duplicate: number;
  readonly rejected: number;
  readonly ended: number;
}

export const seeImportMetrics = async (node: Node, status: string): Promise<ImportMetrics> => {
  const rows = async (outcome: string): Promise<number> =>
    (await seeGauge(node, 'holdfast_import_rows_total', `{outcome="${outcome}"}`)) ?? 0;
  return {
    batches: (await seeGauge(node, 'holdfast_import_batches_total', '{status="committed"}')) ?? 0,
    added: await rows('added'),
    changed: await rows('changed'),
    unchanged: await rows('unchanged'),
    duplicate: await rows('duplicate'),
    rejected: await rows('rejected'),
    ended: (await seeGauge(node, 'holdfast_import_seconds', `_count{status="${status}"}`)) ?? 0,
  };
};
