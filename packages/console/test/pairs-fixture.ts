import { getKnowledge, listTags } from '@holdfast/protocol/knowledge/overview';
import { EMBEDDING_STATUSES, type Pair } from '@holdfast/protocol/knowledge/pair';
import {
  changePair,
  changePairs,
  createPair,
  exportPairs,
  getPair,
  listPairs,
  listPairVersions,
  removePair,
  restorePair,
} from '@holdfast/protocol/knowledge/pairs';
import { ApiProblem, FixtureFile, type FixtureRoute, route } from './fixture-route.ts';
import { pairHistory, type PairHistory } from './pair-history.ts';
import { before, BEGIN, jobId } from './work-data.ts';

const PAGE = 50;

const isIn = (pair: Pair, search: URLSearchParams): boolean => {
  const is = (name: string, ...values: readonly (string | null)[]): boolean =>
    !search.has(name) || values.includes(search.get(name));
  const text = [pair.question, ...pair.phrasings, pair.answer].join('\n').toLowerCase();
  const now = BEGIN.getTime();
  const validity =
    pair.valid_until !== null && Date.parse(pair.valid_until) <= now
      ? 'no_more'
      : pair.valid_from !== null && Date.parse(pair.valid_from) > now
        ? 'not_yet'
        : 'now';
  return (
    text.includes((search.get('text') ?? '').toLowerCase()) &&
    is('tag', ...pair.tags) &&
    is('source', pair.source) &&
    is('language', pair.language) &&
    is('import_id', pair.import_id) &&
    is('embedding_status', pair.embedding_status) &&
    is('valid', validity)
  );
};

const SORTS: Readonly<Record<string, (a: Pair, b: Pair) => number>> = {
  newest: (a, b) => (a.id < b.id ? -1 : 1),
  oldest: (a, b) => (a.id > b.id ? -1 : 1),
  changed: (a, b) => (a.updated_at > b.updated_at ? -1 : 1),
  question: (a, b) => a.question.localeCompare(b.question),
};

const pageOf = <Item>(items: readonly Item[], search: URLSearchParams) => {
  const from = Number(search.get('cursor') ?? 0);
  return {
    items: items.slice(from, from + PAGE),
    next_cursor: from + PAGE < items.length ? String(from + PAGE) : null,
  };
};

type BulkBody = (typeof changePairs)['body']['_output'];

/** What the act makes of a pair; undefined where it is so already. */
const after = (pair: Pair, act: BulkBody['act']): Partial<Pair> | undefined => {
  switch (act.kind) {
    case 'add_tags': {
      const more = act.tags.filter((tag) => !pair.tags.includes(tag));
      return more.length === 0 ? undefined : { tags: [...pair.tags, ...more] };
    }
    case 'remove_tags': {
      const tags = pair.tags.filter((tag) => !act.tags.includes(tag));
      return tags.length === pair.tags.length ? undefined : { tags };
    }
    case 'set_source':
      return { source: act.source };
    case 'set_language':
      return { language: act.language };
    case 'set_validity':
      return { valid_from: storedMoment(act.valid_from), valid_until: storedMoment(act.valid_until) };
    default:
      return undefined;
  }
};

const bulk = (history: PairHistory, { pairs, act }: BulkBody) => {
  const [changed, unchanged]: [string[], string[]] = [[], []];
  for (const id of pairs) {
    if (act.kind === 'remove') history.remove(id);
    else if (act.kind === 'restore') history.restore(id, undefined);
    const change = after(history.find(id, true), act);
    if (change !== undefined) history.change(id, change);
    (change === undefined && act.kind !== 'remove' && act.kind !== 'restore' ? unchanged : changed).push(id);
  }
  return { changed, unchanged, refused: [] };
};

/** As the server writes moments down. */
const storedMoment = (at: string | null): Pair['valid_from'] =>
  (at === null ? null : new Date(at).toISOString().replace('Z', '000Z')) as Pair['valid_from'];

const refuseTaken = (pairs: readonly Pair[], question: string | undefined, own?: string): void => {
  const taken = pairs.find((pair) => pair.question === question && pair.id !== own);
  if (taken !== undefined)
    ApiProblem.raiseWith({ pair_id: taken.id }, 409, 'question_taken', 'There is a pair with this question.');
};

/** Pairs that can be found, changed, removed and restored as the real server would have it. */
export const pairRoutes = (pairs: Pair[]): readonly FixtureRoute[] => {
  const history = pairHistory(pairs);
  return [
    route(getKnowledge, () => ({
      pairs: pairs.length,
      removed: 0,
      embedding: Object.fromEntries(
        EMBEDDING_STATUSES.map((status) => [status, pairs.filter((one) => one.embedding_status === status).length]),
      ),
      latest_import: null,
    })),
    route(listTags, () => {
      const tags = Object.entries(
        Object.groupBy(
          pairs.flatMap((pair) => pair.tags),
          (tag) => tag,
        ),
      );
      return { items: tags.map(([tag, all]) => ({ tag, pairs: all?.length ?? 0 })), more: 0 };
    }),
    route(listPairs, ({ search }) =>
      pageOf(pairs.filter((pair) => isIn(pair, search)).toSorted(SORTS[search.get('sort') ?? 'newest']), search),
    ),
    route(exportPairs, ({ search }) => {
      const lines = pairs.filter((pair) => isIn(pair, search)).map(({ question }) => question);
      return new FixtureFile(`pairs.${search.get('format')}`, 'text/csv', ['question', ...lines].join('\n'));
    }),
    route(createPair, ({ body }) => {
      const made = body as Pair;
      refuseTaken(pairs, made.question);
      const whole = {
        ...made,
        valid_from: storedMoment(made.valid_from),
        valid_until: storedMoment(made.valid_until),
        id: jobId(3_800) as Pair['id'],
        import_id: null,
        embedding_status: 'pending' as const,
        version: 1 as Pair['version'],
        created_at: before(0),
        updated_at: before(0),
      };
      pairs.unshift(whole);
      history.begin(whole);
      return whole;
    }),
    route(changePairs, ({ body }) => bulk(history, body as BulkBody)),
    route(getPair, ({ id }) => history.find(id)),
    route(changePair, ({ id, body, headers }) => {
      refuseTaken(pairs, (body as Partial<Pair>).question, id);
      if (headers['if-match'] !== `"${history.find(id).version}"`)
        ApiProblem.raise(412, 'stale', 'It was changed meanwhile.');
      return history.change(id, body as Partial<Pair>);
    }),
    route(removePair, ({ id }) => history.remove(id)),
    route(listPairVersions, ({ id, search }) => pageOf(history.versions(id), search)),
    route(restorePair, ({ id, body }) => history.restore(id, (body as { readonly version: number }).version)),
  ];
};
