import { type RefObject, useEffect } from 'react';
import type { ListedDecision } from '@holdfast/protocol/decisions/listed-decision';
import { LoadMore } from '../../live/load-more.tsx';
import type { Known } from '../../live/live.ts';
import { KEEPS_FOCUS } from '../../routing/use-arrival-focus.ts';
import type { Pages } from '../../live/use-live-pages.ts';
import { useServerNow } from '../time/use-server-now.ts';
import { InboxItem } from './inbox-item.tsx';
import type { Inbox } from './use-inbox.ts';

export interface InboxListProps {
  readonly list: RefObject<HTMLUListElement | null>;
  readonly inbox: Inbox;
  readonly known: Known<Pages<ListedDecision>>;
  readonly chosen: string | undefined;
  /** Whether what one chooses shows beside the list. */
  readonly isBeside: boolean;
  readonly pathOf: (id: string) => string;
  /** Leads into the one that is chosen. */
  readonly onRead: () => void;
  readonly me: string | undefined;
}

/** Whoever comes by a link sees where in the list they are. */
const useChosenInSight = (list: RefObject<HTMLElement | null>, chosen: string | undefined): void => {
  useEffect(() => {
    if (chosen === undefined) return;
    list.current?.querySelector(`[data-decision="${CSS.escape(chosen)}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [list, chosen]);
};

export const InboxList = ({ list, inbox, known, chosen, isBeside, pathOf, onRead, me }: InboxListProps) => {
  const now = useServerNow(known);
  useChosenInSight(list, isBeside ? chosen : undefined);
  return (
    <>
      <ul ref={list} aria-label="Decisions" {...{ [KEEPS_FOCUS]: '' }}>
        {known.body.items.map((decision) => (
          <li key={decision.id} data-decision={decision.id}>
            <InboxItem
              decision={decision}
              to={pathOf(decision.id)}
              isChosen={isBeside ? decision.id === chosen : undefined}
              now={now}
              me={me}
              onRead={onRead}
            />
          </li>
        ))}
      </ul>
      {known.body.next_cursor !== null && <LoadMore pages={inbox} what="decisions" />}
    </>
  );
};
