import { listDecisions } from '@holdfast/protocol/decisions/decisions';
import type { ListedDecision } from '@holdfast/protocol/decisions/listed-decision';
import { useLivePages } from '../../live/use-live-pages.ts';
import { DECISIONS_TOPICS } from '../decisions-topics.ts';
import { askedOf, type ShownDecisions, wordsOf } from './shown-decisions.ts';

export const useInbox = (shown: ShownDecisions) =>
  useLivePages<ListedDecision>(
    ['decisions', JSON.stringify(wordsOf(shown))],
    (holdfast, cursor, signal) =>
      holdfast.call(
        listDecisions,
        { query: { ...askedOf(shown), cursor } },
        { ...(signal !== undefined && { signal }) },
      ),
    DECISIONS_TOPICS,
  );

export type Inbox = ReturnType<typeof useInbox>;
