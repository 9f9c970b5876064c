import type { JobDetail } from '@holdfast/protocol/work/job';
import { FilterChips } from '../../controls/filter-chips.tsx';
import type { Scope, Scoped } from '../../live/scope.ts';
import type { Pages } from '../../live/use-live-pages.ts';
import { INSTANCE, paths } from '../../routing/paths.ts';
import { counted, countOf } from '../../text/count.ts';
import type { WatchedQueue } from '../queues/queue-trend.ts';
import { RedriveAll } from './redrive-all.tsx';

interface DeadLettersFiltersProps {
  readonly scope: Scope;
  readonly queue: string | undefined;
  /** Of the workspace: the queues of the instance count those of all workspaces too. */
  readonly queues: readonly WatchedQueue[];
  readonly pages: Pages<JobDetail, Scoped> | undefined;
  readonly lookAgain: () => void;
}

interface Choice {
  readonly name: string;
  readonly label: string;
}

/** Which queues have any: as the workspace counts them, of the instance as far as its dead letters were loaded. */
const choicesOf = ({ scope, queues, pages }: DeadLettersFiltersProps): readonly Choice[] => {
  if (scope === 'workspace') {
    return queues.filter(({ dead }) => dead > 0).map(({ name, dead }) => ({ name, label: `${name} ${dead}` }));
  }
  return [...new Set(pages?.items.map((letter) => letter.queue))].map((name) => ({ name, label: name }));
};

const lettersOf = ({ scope, queue, queues, pages }: DeadLettersFiltersProps): string | undefined => {
  const loaded = pages?.items.length ?? 0;
  if (scope === 'instance' && pages !== undefined && pages.next_cursor !== null) {
    return `more than ${countOf(loaded)} dead letters`;
  }
  const dead = scope === 'instance' ? loaded : (queues.find(({ name }) => name === queue)?.dead ?? 0);
  return dead === 0 ? undefined : counted(dead, 'dead letter');
};

/** Picks a queue, and of the picked one sends all again. */
export const DeadLettersFilters = (props: DeadLettersFiltersProps) => {
  const { scope, queue, lookAgain } = props;
  const of = scope === 'instance' ? INSTANCE : undefined;
  const choices = choicesOf(props);
  const isListed = queue === undefined || choices.some(({ name }) => name === queue);
  return (
    <>
      <FilterChips
        label="Queue"
        chips={[
          { label: 'all', to: paths.deadLetters({ of }), isChosen: queue === undefined },
          ...(isListed ? choices : [...choices, { name: queue, label: queue }]).map(({ name, label }) => ({
            label,
            to: paths.deadLetters({ of, queue: name }),
            isChosen: name === queue,
          })),
        ]}
      />
      {queue !== undefined && (
        <RedriveAll
          key={`${scope} ${queue}`}
          scope={scope}
          queue={queue}
          letters={lettersOf(props)}
          lookAgain={lookAgain}
        />
      )}
    </>
  );
};
