import type { Pair } from '@holdfast/protocol/knowledge/pair';
import { PairVersion } from '@holdfast/protocol/knowledge/pairs';
import { ApiProblem } from './fixture-route.ts';
import { ADA } from './identity-data.ts';
import { before } from './work-data.ts';

type Making = PairVersion['made']['by'];

const DAY = 86_400;

/** What pairs were, as they are changed. */
export interface PairHistory {
  /** One that was not there from the start. */
  readonly begin: (pair: Pair) => void;
  readonly find: (id: string, isRemovedToo?: boolean) => Pair;
  readonly change: (id: string, change: Partial<Pair>) => Pair;
  readonly remove: (id: string) => void;
  readonly restore: (id: string, version: number | undefined) => Pair;
  readonly versions: (id: string) => readonly PairVersion[];
}

const made = (by: Making, seconds: number, importId: string | null = null) => ({
  at: before(seconds),
  by,
  actor: { kind: 'member', id: ADA, name: 'Ada Lovelace' },
  import_id: importId,
});

const versionOf = (pair: Pair, by: object, removed = false): PairVersion => {
  const { question, answer, phrasings, tags, source, language, valid_from, valid_until, version } = pair;
  const says = { question, answer, phrasings, tags, source, language, valid_from, valid_until };
  return PairVersion.parse({ ...says, version, removed, made: by });
};

/** The versions that a pair has from the start; one beyond the first was changed by an import, and then by hand. */
const firstVersions = (pair: Pair): readonly PairVersion[] => {
  if (pair.version < 3) return [versionOf(pair, made('hand', 9 * DAY))];
  const second = { ...pair, answer: pair.answer.replace('30 days', '14 days'), version: 2 as Pair['version'] };
  const first = { ...pair, answer: 'Within 14 days, by post.', tags: ['returns'], version: 1 as Pair['version'] };
  return [
    versionOf(pair, made('hand', 600)),
    versionOf(second, made('import', 3 * DAY, pair.import_id)),
    versionOf(first, made('hand', 9 * DAY)),
  ];
};

/** Keeps what pairs were. `pairs` holds those that are there. */
export const pairHistory = (pairs: Pair[]): PairHistory => {
  const past = new Map<string, readonly PairVersion[]>(pairs.map((pair) => [pair.id, firstVersions(pair)]));
  const removed = new Map<string, Pair>();

  const find: PairHistory['find'] = (id, isRemovedToo = false) =>
    pairs.find((pair) => pair.id === id) ??
    (isRemovedToo ? removed.get(id) : undefined) ??
    ApiProblem.raise(404, 'not_found', 'There is no such pair.');

  const note = (pair: Pair, by: Making, isRemoved = false): Pair => {
    past.set(pair.id, [versionOf(pair, made(by, 0), isRemoved), ...(past.get(pair.id) ?? [])]);
    return pair;
  };
  const next = (pair: Pair, wanted: Partial<Pair> = {}): Pair => ({
    ...pair,
    ...wanted,
    version: (pair.version + 1) as Pair['version'],
    updated_at: before(0),
  });

  return {
    find,
    begin: (pair) => void past.set(pair.id, firstVersions(pair)),
    change: (id, wanted) => {
      const pair = find(id);
      const changed = note(next(pair, wanted), 'hand');
      pairs.splice(pairs.indexOf(pair), 1, changed);
      return changed;
    },
    remove: (id) => {
      const pair = find(id);
      pairs.splice(pairs.indexOf(pair), 1);
      removed.set(id, note(next(pair), 'removal', true));
    },
    restore: (id, version) => {
      const pair = find(id, true);
      const wanted = past.get(id)?.find((one) => (version === undefined ? !one.removed : one.version === version));
      if (wanted === undefined) return ApiProblem.raise(404, 'not_found', 'There is no such version.');
      const { version: _version, removed: _removed, made: _made, ...says } = wanted;
      const restored = note(next(pair, says), 'restore');
      if (removed.delete(id)) pairs.unshift(restored);
      else pairs.splice(pairs.indexOf(pair), 1, restored);
      return restored;
    },
    versions: (id) => {
      find(id, true);
      return past.get(id) ?? [];
    },
  };
};
