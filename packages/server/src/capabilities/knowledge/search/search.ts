import type { Found, SearchAnswer, searchKnowledge } from '@holdfast/protocol/knowledge/search';
import type { Context } from '../../../platform/http/context.ts';
import type { HandlerInput } from '../../../platform/http/endpoint.ts';
import { fail } from '../../../platform/failure.ts';
import type { Metrics } from '../../../platform/telemetry/metrics.ts';
import type { EmbedQuestion } from '../embedding/question.ts';
import { currentSpace, type Space } from '../embedding/store/spaces.ts';
import { findPairs } from '../pairs/store/reading.ts';
import { confidenceOf, THRESHOLD } from './confidence.ts';
import type { Indexes } from './following/indexes.ts';
import { readMoment } from './following/store.ts';
import { createNearestPhrasing } from './nearest-phrasing.ts';
import type { Asked, Hit, SearchMode } from './pair-index/asking.ts';

export interface SearchParts {
  readonly indexes: Indexes;
  readonly embedQuestion: EmbedQuestion;
  readonly metrics: Metrics;
}

type Wish = HandlerInput<typeof searchKnowledge>['query'];

/** Finds what was committed before the question came, by words and by meaning as far as that is possible. */
export const search = async (parts: SearchParts, ctx: Context, wish: Wish): Promise<SearchAnswer> => {
  const since = ctx.clock.elapsed();
  const { hits, mode, note } = await ask(parts, ctx, wish);
  const confidence = confidenceOf(hits, mode);
  const { items, leftOut } = await readFound(ctx, wish.q, hits);
  const tookMs = ctx.clock.elapsed() - since;
  parts.metrics.observe('holdfast_knowledge_search_seconds', { mode }, tookMs / 1000);
  return {
    items,
    left_out: leftOut,
    answered: items.length > 0 && confidence >= THRESHOLD,
    confidence,
    threshold: THRESHOLD,
    mode,
    note,
    took_ms: Math.round(tookMs * 100) / 100,
  };
};

const AT_ONCE = { atOnce: true };

interface Answer {
  readonly hits: readonly Hit[];
  readonly mode: SearchMode;
  readonly note: string | null;
}

/** While a question is given a meaning, the index may turn to the space of another embedder; it has not turned twice. */
const MOST_TURNS = 2;

const ask = async (parts: SearchParts, ctx: Context, wish: Wish): Promise<Answer> => {
  const { indexes } = parts;
  const [moment, current] = await ctx.db.read((tx) => Promise.all([readMoment(tx), currentSpace(tx)]), AT_ONCE);
  const asking = { moment, current, signal: ctx.signal };
  const usual = { question: wish.q, limit: wish.limit, tags: tagsOf(wish), at: moment.at };
  for (let turn = 1; turn <= MOST_TURNS; turn += 1) {
    const space = await indexes.follow(ctx.workspace, moment, current);
    const { meaning, note } = await meaningOf(parts, ctx, wish, space);
    const mode = meaning === undefined ? 'keyword' : wish.mode;
    const hits = await indexes.ask(ctx.workspace, { ...usual, mode, meaning }, asking);
    if (hits !== undefined) return { hits, mode, note };
  }
  return fail('knowledge_unavailable', { retryAfterSeconds: 1 });
};

interface Meaning {
  readonly meaning: Asked['meaning'];
  readonly note: string | null;
}

/** A question that has no meaning in numbers is asked by its words, and the answer says why. */
const meaningOf = async (
  { embedQuestion }: SearchParts,
  ctx: Context,
  { q, mode }: Wish,
  space: Space | undefined,
): Promise<Meaning> => {
  if (mode === 'keyword') return { meaning: undefined, note: null };
  const embedded = await embedQuestion(ctx.db, space, { text: q, signal: ctx.signal });
  if (embedded.vector !== undefined && space !== undefined)
    return { meaning: { space: space.id, vector: embedded.vector, background: space.background }, note: null };
  const why = 'why' in embedded ? embedded.why : 'Nothing is embedded yet.';
  return { meaning: undefined, note: `${why} Only words were asked.` };
};

/** As tags are kept: without white space around them. */
const tagsOf = ({ tags = [] }: Wish): readonly string[] => [tags].flat().map((tag) => tag.trim());

interface FoundPairs {
  readonly items: Found[];
  readonly leftOut: number;
}

/** A pair that was removed since is not found any more. */
const readFound = async (ctx: Context, asked: string, hits: readonly Hit[]): Promise<FoundPairs> => {
  if (hits.length === 0) return { items: [], leftOut: 0 };
  const ids = hits.map(({ id }) => id);
  const pairs = await ctx.db.read((tx) => findPairs(tx, ids), AT_ONCE);
  const byId = new Map(hits.map((hit) => [hit.id, hit]));
  const nearest = createNearestPhrasing(asked);
  const items = pairs.flatMap(({ there: _there, ...pair }): Found[] => {
    const hit = byId.get(pair.id);
    if (hit === undefined) return [];
    const { score, keyword, vector, words } = hit;
    return [{ pair, score, ranks: { keyword, vector }, words: [...words], phrasing: nearest(pair) }];
  });
  return { items, leftOut: (pairs[0]?.there ?? 0) - items.length };
};
