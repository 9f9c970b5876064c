import type { ListedDecision } from '@holdfast/protocol/decisions/listed-decision';
import { listDecisions } from '@holdfast/protocol/decisions/decisions';
import { DECISIONS_TOPICS } from '../decisions/decisions-topics.ts';
import { useLive } from '../live/use-live.ts';
import type { Page } from '../live/use-live-pages.ts';
import { paths } from '../routing/paths.ts';
import { counted } from '../text/count.ts';
import { failedThisWeek } from './failed-lately.ts';
import { NeedLine, needOf } from './need-line.tsx';

const LOOKED_AT = 50;

const useListed = (name: string, query: Readonly<Record<string, string>>) => {
  const { known, failing } = useLive<Page<ListedDecision>>({
    key: ['decisions', name],
    ask: (holdfast, signal) =>
      holdfast.call(listDecisions, { query: listDecisions.query.parse({ ...query, limit: LOOKED_AT }) }, { signal }),
    topics: DECISIONS_TOPICS,
  });
  return failing === undefined ? known : undefined;
};

const whereTo = (failed: readonly ListedDecision[] | undefined): string => {
  const [first, second] = failed ?? [];
  if (first === undefined) return paths.decisions({ status: 'approved' });
  return second === undefined
    ? paths.decision(first.id, { status: first.status })
    : paths.decisions({ status: first.status, execution: 'failed' });
};

/** What was approved, and could not be done. */
export const FailedActions = () => {
  const known = useListed('failed', { execution: 'failed' });
  const failed = known && failedThisWeek(known.body.items, known.serverAt);
  return (
    <NeedLine label="Actions" to={whereTo(failed)} need={needOf(failed?.length)}>
      {failed?.length === 0
        ? 'No approved action failed this week.'
        : failed !== undefined && `${counted(failed.length, 'approved action')} failed this week.`}
    </NeedLine>
  );
};

/** What whoever is here asked for, and somebody wants to know more of; nothing where that is not so. */
export const Questions = () => {
  const asked = useListed('asked of me', { status: 'returned', asked_by: 'me' })?.body.items;
  const [only, other] = asked ?? [];
  if (only === undefined) return undefined;
  const to =
    other === undefined ? paths.decision(only.id, { status: 'returned' }) : paths.decisions({ status: 'returned' });
  return (
    <NeedLine label="Questions to you" to={to} need="some">
      {counted(asked?.length ?? 0, 'decision')} that you asked for {other === undefined ? 'waits' : 'wait'} for your
      answer.
    </NeedLine>
  );
};
