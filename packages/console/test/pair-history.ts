import type { Pair } from '@holdfast/protocol/knowledge/pair';
import { PairVersion } from '@holdfast/protocol/knowledge/pairs';
import { ApiProblem } from './fixture-route.ts';
import { ADA } from './identity-data.ts';
import { before } from './work-data.ts';

type Ending = NonNullable<PairVersion['ended']>['by'];

const DAY = 86_400;

/** What pairs were, as they are changed. */
export interface PairHistory {
  readonly find: (id: string, isRemovedToo?: boolean) => Pair;
  readonly change: (id: string, change: Partial<Pair>, by: Ending) => Pair;
  readonly remove: (id: string) => void;
  readonly restore: (id: string, version: number | undefined) => Pair;
  readonly versions: (id: string) => readonly PairVersion[];
}

const versionOf = (pair: Pair, ended: object | null, since: string = pair.updated_at): PairVersion => {
  const { question, answer, phrasings, tags, source, language, valid_from, valid_until, version } = pair;
  const says = { question, answer, phrasings, tags, source, language, valid_from, valid_until };
  return PairVersion.parse({ ...says, version, since, ended });
};

const ending = (by: Ending, seconds: number, importId: string | null = null) => ({
  at: before(seconds),
  by,
  actor: { kind: 'member', id: ADA, name: 'Ada Lovelace' },
  import_id: importId,
});

/** A pair of a version beyond the first has been changed before. */
const earlier = (pair: Pair): readonly PairVersion[] =>
  pair.version < 3
    ? []
    : [
        versionOf(
          { ...pair, answer: pair.answer.replace('30 days', '14 days'), version: 2 as Pair['version'] },
          ending('edit', 600),
          before(3 * DAY),
        ),
        versionOf(
          { ...pair, answer: 'Within 14 days, by post.', tags: ['returns'], version: 1 as Pair['version'] },
          ending('import', 3 * DAY, pair.import_id),
          before(9 * DAY),
        ),
      ];

/** Keeps what pairs were. `pairs` holds those that are there. */
export const pairHistory = (pairs: Pair[]): PairHistory => {
  const past = new Map<string, readonly PairVersion[]>(pairs.map((pair) => [pair.id, earlier(pair)]));
  const removed = new Map<string, Pair>();

  const find: PairHistory['find'] = (id, isRemovedToo = false) =>
    pairs.find((pair) => pair.id === id) ??
    (isRemovedToo ? removed.get(id) : undefined) ??
    ApiProblem.raise(404, 'not_found', 'There is no such pair.');

  const end = (pair: Pair, by: Ending): void =>
    void past.set(pair.id, [versionOf(pair, ending(by, 0)), ...(past.get(pair.id) ?? [])]);

  const change: PairHistory['change'] = (id, wanted, by) => {
    const pair = find(id);
    end(pair, by);
    const next = { ...pair, ...wanted, version: (pair.version + 1) as Pair['version'], updated_at: before(0) };
    pairs.splice(pairs.indexOf(pair), 1, next);
    return next;
  };

  return {
    find,
    change,
    remove: (id) => {
      const pair = find(id);
      end(pair, 'removal');
      removed.set(id, pair);
      pairs.splice(pairs.indexOf(pair), 1);
    },
    restore: (id, version) => {
      const gone = removed.get(id);
      if (gone !== undefined) {
        removed.delete(id);
        pairs.unshift({ ...gone, version: (gone.version + 1) as Pair['version'], updated_at: before(0) });
        if (version === undefined) return find(id);
      }
      const wanted = past.get(id)?.find((one) => one.version === version);
      if (wanted === undefined) return ApiProblem.raise(404, 'not_found', 'There is no such version.');
      const { version: _version, since: _since, ended: _ended, ...says } = wanted;
      return change(id, says, 'restore');
    },
    versions: (id) => {
      const pair = find(id, true);
      const all = past.get(id) ?? [];
      return removed.has(id) ? all : [versionOf(pair, null), ...all];
    },
  };
};
