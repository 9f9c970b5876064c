import { MOST_PRICES, type ImportOutcome } from '@holdfast/protocol/prices/prices';
import { doneBy } from '../../../../platform/audit/act.ts';
import { fail } from '../../../../platform/failure.ts';
import type { Context } from '../../../../platform/http/context.ts';
import type { PriceActsParts } from '../prices.ts';
import { countPricesAlone } from '../store.ts';
import { compare, takeOver } from './store.ts';
import { readPrices } from './read-prices.ts';

/** All of a table or nothing of it. */
export const importPrices = async (
  { audit, makeId, tell }: PriceActsParts,
  ctx: Context,
  { text, dry_run }: { readonly text: string; readonly dry_run: boolean },
): Promise<ImportOutcome> => {
  const read = readPrices(text);
  if ('problems' in read)
    return fail('invalid', { detail: `The table: ${read.problems[0]?.detail}.`, fields: read.problems });
  const { prices } = read;
  return ctx.db.write(async (tx) => {
    const before = await countPricesAlone(tx);
    const { added, changed } = await compare(tx, prices);
    if (before + added > MOST_PRICES)
      fail('conflict', {
        detail: `A workspace has at most ${MOST_PRICES} prices; these would make it ${before + added}.`,
      });
    const outcome = { dry_run, added, changed, unchanged: prices.length - added - changed };
    if (dry_run || added + changed === 0) return outcome;
    await takeOver(
      tx,
      prices.map((price) => ({ ...price, id: makeId() })),
    );
    await audit.add(tx, { ...doneBy(ctx), action: 'prices.imported', facts: { added, changed } });
    tell(tx);
    return outcome;
  });
};
