import { z } from 'zod';
import { contract } from '../contract.ts';
import { text } from '../text.ts';
import { Pair, Tag } from './pair.ts';
import { LONGEST_ASKED, MOST_TAGS } from './limits.ts';

export const SEARCH_MODES = ['fused', 'keyword', 'vector'] as const;

const MOST_FOUND = 100;

/** Why a pair was found, by one of the ways to find it. */
const Leg = z.strictObject({
  rank: z.int().min(1).nullable().describe('Its place by this way alone; null when this way did not find it.'),
  score: z.number(),
});

export const Found = z.strictObject({
  pair: Pair,
  score: z.number().describe('By which the list is ordered; from 0 to 1.'),
  ranks: z.strictObject({
    keyword: Leg.nullable().describe('Null where keywords were not asked.'),
    vector: Leg.nullable().describe('Null where meanings were not asked, or could not be.'),
  }),
  words: z
    .array(z.string())
    .describe('Words of the question that the pair has, or something written almost like them.'),
  phrasing: z.string().nullable().describe('The phrasing that came nearest, when it was not the question itself.'),
});
export type Found = z.infer<typeof Found>;

export const SearchAnswer = z.strictObject({
  items: z.array(Found).describe('The best first. Their texts take 2 MiB and one pair at most; pairs are never cut.'),
  left_out: z
    .int()
    .min(0)
    .describe(
      'How many more were found for which the texts of those before left no room; 0 unless pairs are very long.',
    ),
  answered: z
    .boolean()
    .describe(
      'False: the best is so weak that the honest answer is \u201cI do not know\u201d. The items are shown all the same.',
    ),
  confidence: z
    .number()
    .min(0)
    .max(1)
    .describe('How likely the best item answers the question, as far as scores can tell.'),
  threshold: z.number().min(0).max(1).describe('The confidence below which `answered` is false.'),
  mode: z.enum(SEARCH_MODES).describe('As it was done: keyword alone where nothing is embedded.'),
  note: z.string().nullable().describe('What the search had to do without, and why.'),
  took_ms: z.number(),
});
export type SearchAnswer = z.infer<typeof SearchAnswer>;

export const searchKnowledge = contract({
  name: 'knowledge.search',
  method: 'GET',
  path: '/api/v1/knowledge/search',
  summary: 'Find pairs by words and by meaning, with the reasons for their ranks.',
  permission: 'knowledge:read',
  query: z.strictObject({
    q: text(LONGEST_ASKED, 1),
    mode: z.enum(SEARCH_MODES).default('fused'),
    limit: z.int().min(1).max(MOST_FOUND).default(10),
    tags: z
      .union([Tag, z.array(Tag).max(MOST_TAGS)])
      .optional()
      .describe('Only pairs that have all of these; repeat it for several.'),
  }),
  answers: { 200: SearchAnswer },
  failures: ['knowledge_unavailable'],
});
