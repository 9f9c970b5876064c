import type { PairVersion } from '@holdfast/protocol/knowledge/pairs';

type Ended = NonNullable<PairVersion['ended']>;

const WHO: Readonly<Record<Ended['actor']['kind'], string>> = {
  member: 'somebody who is no member any more',
  key: 'a key that is gone',
  feed: 'a feed that is gone',
};

export const actorWords = ({ kind, name }: Ended['actor']): string => name ?? WHO[kind];

const DONE: Readonly<Record<Ended['by'], string>> = {
  edit: 'Changed by',
  import: 'Changed by an import of',
  undo: 'Changed back, as an import was undone by',
  removal: 'Removed by',
  restore: 'Restored by',
};

/** What ended a version, and so made the next. */
export const endingWords = ({ by, actor }: Pick<Ended, 'by' | 'actor'>): string => `${DONE[by]} ${actorWords(actor)}`;
