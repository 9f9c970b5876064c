import type { Actor } from '@holdfast/protocol/knowledge/actor';

const GONE: Readonly<Record<Actor['kind'], string>> = {
  member: 'a former member',
  key: 'a key that is gone',
  feed: 'a feed that is gone',
};

/** Who did something, as far as anybody knows. */
export const actorWords = ({ kind, name }: Pick<Actor, 'kind' | 'name'>): string => name ?? GONE[kind];
