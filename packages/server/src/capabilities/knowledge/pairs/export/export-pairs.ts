import type { Input } from '@holdfast/protocol/contract';
import type { exportPairs } from '@holdfast/protocol/knowledge/pairs';
import { doneBy } from '../../../../platform/audit/act.ts';
import { noteOnceAnHour } from '../../../../platform/audit/once-an-hour.ts';
import type { Download } from '../../../../platform/http/downloads.ts';
import { inPlace, type Places } from '../../../../platform/limits/places.ts';
import type { Context } from '../../../../platform/http/context.ts';
import type { PairsParts } from '../parts.ts';
import { endOf } from '../list.ts';
import { lookThrough, type LookingParts } from '../look-through.ts';
import type { PairLook } from '../store/looking.ts';
import { readNow } from '../store/reading.ts';
import { WRITINGS } from './write-row.ts';

const AT_ONCE = 200;

type Asked = Input<typeof exportPairs>['query'];

interface ExportParts extends Pick<PairsParts, 'audit'>, LookingParts {
  readonly places: Places;
}

/** Written down before the first row leaves. */
export const exportAll = async (parts: ExportParts, ctx: Context, { format, ...filters }: Asked): Promise<Download> => {
  await noteOnceAnHour(ctx.db, parts.audit, { ...doneBy(ctx), action: 'pairs.exported', facts: { format } });
  const began = await ctx.db.read(readNow);
  const { ending, type } = WRITINGS[format];
  return {
    filename: `knowledge-${began.slice(0, 10)}.${ending}`,
    type,
    chunks: inPlace(() => parts.places.take(ctx.workspace), write(parts, ctx, { filters, format, began })),
  };
};

interface Order extends Pick<PairLook, 'filters'>, Pick<Asked, 'format'> {
  readonly began: string;
}

/**
 * Page after page, each a transaction of its own: who reads slowly holds no connection. By their ids, so that whatever is
 * changed meanwhile each pair comes once; those that are added meanwhile are left to the next time.
 */
async function* write(
  parts: LookingParts,
  ctx: Context,
  { filters, format, began }: Order,
): AsyncGenerator<string, void, void> {
  const { head, row } = WRITINGS[format];
  yield head;
  let after: PairLook['after'];
  do {
    const look: PairLook = { filters, sort: 'oldest', after, limit: AT_ONCE };
    const looked = await lookThrough(parts, ctx, look);
    const shown = looked.filter(({ fits }) => fits).slice(0, AT_ONCE);
    const due = shown.filter(({ pair }) => pair.created_at <= began);
    if (due.length > 0) yield due.map(({ pair }) => row(pair)).join('');
    after = shown.length > 0 && due.length === 0 ? undefined : endOf(looked, shown);
  } while (after !== undefined);
}
