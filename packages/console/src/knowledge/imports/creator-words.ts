import type { ImportJob } from '@holdfast/protocol/knowledge/imports';

const GONE: Readonly<Record<ImportJob['created_by']['kind'], string>> = {
  member: 'a former member',
  key: 'a key that is gone',
  feed: 'a feed',
};

/** Who began an import. */
export const creatorWords = ({ kind, name }: ImportJob['created_by']): string => name ?? GONE[kind];
