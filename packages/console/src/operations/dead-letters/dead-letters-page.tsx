import { Panel } from '../../controls/panel.tsx';
import { LoadMore } from '../../live/load-more.tsx';
import type { Scoped } from '../../live/scope.ts';
import { paths } from '../../routing/paths.ts';
import { useSearchWord } from '../../routing/use-search-word.ts';
import { EmptyState } from '../../states/empty-state.tsx';
import { OperationsPage } from '../operations-page.tsx';
import { useQueues } from '../queues/use-queues.ts';
import { ScopeSwitch } from '../scope/scope-switch.tsx';
import { useWantedScope } from '../scope/use-wanted-scope.ts';
import { DeadLetter } from './dead-letter.tsx';
import { DeadLettersFilters } from './dead-letters-filters.tsx';
import { useDeadLetters } from './use-dead-letters.ts';

const ADDRESSES = { workspace: '/api/v1/dead-letters', instance: '/api/v1/instance/dead-letters' } as const;

const NOTES = {
  workspace: 'The latest first',
  instance:
    'Of the instance itself, such as its housekeeping; those of a workspace are for its members. The latest first',
} as const;

const NoDeadLetters = ({ scope }: Scoped) => (
  <EmptyState
    title="Nothing was given up"
    snippet={{ code: `curl -s ${location.origin}${ADDRESSES[scope]}`, what: 'the command' }}
  >
    A job whose tries all failed comes here, with every try it had, and waits until a person sends it again or takes it
    back. The same list for programs:
  </EmptyState>
);

export const DeadLettersPage = () => {
  const wanted = useWantedScope();
  const queue = useSearchWord('queue');
  const pages = useDeadLetters(wanted, queue);
  const queues = useQueues(wanted);
  const known = pages.live.known?.body;
  const lookAgain = (): void => {
    pages.live.refresh();
    queues.refresh();
  };
  return (
    <OperationsPage
      title="Dead letters"
      live={pages.live}
      what="the dead letters"
      scopes={
        <ScopeSwitch
          wanted={wanted}
          shown={known?.scope}
          pathOf={(of) => paths.deadLetters({ of })}
          instance="The instance itself"
        />
      }
      filters={
        <DeadLettersFilters
          scope={known?.scope ?? queues.known?.body.scope ?? wanted}
          queue={queue}
          queues={queues.known?.body.queues ?? []}
          pages={known}
          lookAgain={lookAgain}
        />
      }
    >
      {({ body: { items, scope }, serverAt }) => (
        <Panel title="Dead letters" note={NOTES[scope]}>
          {items.length === 0 ? (
            <NoDeadLetters scope={scope} />
          ) : (
            <>
              <ul>
                {items.map((letter) => (
                  <DeadLetter key={letter.id} letter={letter} scope={scope} now={serverAt} lookAgain={lookAgain} />
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
