import { FilterChips } from '../../controls/filter-chips.tsx';
import { Panel } from '../../controls/panel.tsx';
import { LoadMore } from '../../live/load-more.tsx';
import { paths } from '../../routing/paths.ts';
import { useSearchWord } from '../../routing/use-search-word.ts';
import { EmptyState } from '../../states/empty-state.tsx';
import { OperationsPage } from '../operations-page.tsx';
import type { WatchedQueue } from '../queues/queue-trend.ts';
import { useQueues } from '../queues/use-queues.ts';
import { DeadLetter } from './dead-letter.tsx';
import { RedriveAll } from './redrive-all.tsx';
import { useDeadLetters } from './use-dead-letters.ts';

const NoDeadLetters = () => (
  <EmptyState
    title="Nothing was given up"
    snippet={{ code: `curl -s ${location.origin}/api/v1/dead-letters`, what: 'the command' }}
  >
    A job whose tries all failed comes here, with every try it had, and waits until a person sends it again or takes it
    back. The same list for programs:
  </EmptyState>
);

const chipsOf = (queues: readonly WatchedQueue[], chosen: string | undefined) => {
  const shown = queues.filter(({ dead, name }) => dead > 0 || name === chosen);
  return [
    { label: 'all', to: paths.deadLetters(), isChosen: chosen === undefined },
    ...shown.map(({ name, dead }) => ({
      label: `${name} ${dead}`,
      to: paths.deadLetters(name),
      isChosen: name === chosen,
    })),
  ];
};

export const DeadLettersPage = () => {
  const queue = useSearchWord('queue');
  const pages = useDeadLetters(queue);
  const queues = useQueues();
  const known = queues.known?.body ?? [];
  const lookAgain = (): void => {
    pages.live.refresh();
    queues.refresh();
  };
  return (
    <OperationsPage
      title="Dead letters"
      live={pages.live}
      what="the dead letters"
      filters={
        <>
          <FilterChips label="Queue" chips={chipsOf(known, queue)} />
          {queue !== undefined && (
            <RedriveAll
              key={queue}
              queue={queue}
              dead={known.find(({ name }) => name === queue)?.dead ?? 0}
              lookAgain={lookAgain}
            />
          )}
        </>
      }
    >
      {({ body: { items }, serverAt }) => (
        <Panel title="Dead letters" note="The latest first">
          {items.length === 0 ? (
            <NoDeadLetters />
          ) : (
            <>
              <ul>
                {items.map((letter) => (
                  <DeadLetter key={letter.id} letter={letter} now={serverAt} lookAgain={lookAgain} />
                ))}
              </ul>
              <LoadMore pages={pages} what="that there are" />
            </>
          )}
        </Panel>
      )}
    </OperationsPage>
  );
};
