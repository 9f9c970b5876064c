import { z } from 'zod';
import { contract } from '../contract.ts';
import { page, PageQuery } from '../page.ts';
import { text } from '../text.ts';
import { Timestamp } from '../time.ts';
import { Version } from '../version.ts';

export const PriceId = z.uuid().brand<'PriceId'>();
export type PriceId = z.infer<typeof PriceId>;

/** As many as a workspace has at most. */
export const MOST_PRICES = 5000;

/** Exact: a price is text of digits, never a float. */
export const Amount = z
  .string()
  .regex(/^\d{1,9}(\.\d{1,10})?$/, { error: 'must be US dollars for a million tokens, like 2.50' });

export const ModelPattern = text(200, 1).refine((value) => /^([^*\s]+\*?|\*)$/u.test(value), {
  error: 'must be the name of a model, or its beginning with a * at the end',
});

export const PriceProvider = text(100, 1).refine((value) => value.trim() === value, {
  error: 'must not begin or end with a blank',
});

const amounts = {
  input: Amount,
  output: Amount,
  cache_read: Amount.nullable().describe('Null: as input.'),
  cache_write: Amount.nullable().describe('Null: as input.'),
  reasoning: Amount.nullable().describe('Null: as output.'),
};

export const Price = z.strictObject({
  id: PriceId,
  model: ModelPattern.describe(
    'The name of a model, or its beginning with a * at the end. The longest that fits counts.',
  ),
  provider: PriceProvider.nullable().describe('As spans name it. Null: whoever provides it.'),
  valid_from: Timestamp.nullable().describe('Null: ever since. Of those that fit the newest counts.'),
  ...amounts,
  created_at: Timestamp,
  version: Version,
});
export type Price = z.infer<typeof Price>;

const Moment = z.iso.datetime({ offset: true });

const NewPrice = z.strictObject({
  model: Price.shape.model,
  provider: Price.shape.provider.default(null),
  valid_from: Moment.nullable().default(null),
  input: Amount,
  output: Amount,
  cache_read: amounts.cache_read.default(null),
  cache_write: amounts.cache_write.default(null),
  reasoning: amounts.reasoning.default(null),
});

const PriceParams = z.strictObject({ price_id: PriceId });

export const listPrices = contract({
  name: 'prices.list',
  method: 'GET',
  path: '/api/v1/prices',
  summary: 'What models cost in this workspace, by the name of the model.',
  permission: 'traces:read',
  query: PageQuery,
  answers: { 200: page(Price) },
});

export const getPrice = contract({
  name: 'prices.get',
  method: 'GET',
  path: '/api/v1/prices/{price_id}',
  summary: 'One price.',
  permission: 'traces:read',
  params: PriceParams,
  answers: { 200: Price },
});

export const addPrice = contract({
  name: 'prices.add',
  method: 'POST',
  path: '/api/v1/prices',
  summary: 'Say what a model costs, in US dollars for a million tokens.',
  permission: 'traces:manage',
  idempotency: 'accepted',
  body: NewPrice,
  answers: { 201: Price },
  failures: ['conflict'],
});

export const changePrice = contract({
  name: 'prices.change',
  method: 'PATCH',
  path: '/api/v1/prices/{price_id}',
  summary: 'Correct a price. For one that changes at some time, add another that is valid from then.',
  permission: 'traces:manage',
  precondition: 'if-match',
  params: PriceParams,
  body: z.strictObject({
    model: Price.shape.model.optional(),
    provider: Price.shape.provider.optional(),
    valid_from: Moment.nullable().optional(),
    input: Amount.optional(),
    output: Amount.optional(),
    cache_read: amounts.cache_read.optional(),
    cache_write: amounts.cache_write.optional(),
    reasoning: amounts.reasoning.optional(),
  }),
  answers: { 200: Price },
  failures: ['conflict'],
});

export const removePrice = contract({
  name: 'prices.remove',
  method: 'DELETE',
  path: '/api/v1/prices/{price_id}',
  summary: 'Remove a price.',
  permission: 'traces:manage',
  params: PriceParams,
  answers: { 204: z.undefined() },
});

const LONGEST_TABLE = 500_000;

export const ImportOutcome = z.strictObject({
  dry_run: z.boolean(),
  added: z.int(),
  changed: z.int(),
  unchanged: z.int(),
});
export type ImportOutcome = z.infer<typeof ImportOutcome>;

export const importPrices = contract({
  name: 'prices.import',
  method: 'POST',
  path: '/api/v1/prices/import',
  summary:
    'Add and correct prices from a table with a line of headings: model, input, output, and as wished provider, valid_from, cache_read, cache_write, reasoning. All of it or nothing.',
  permission: 'traces:manage',
  body: z.strictObject({
    text: text(LONGEST_TABLE, 1).describe('Separated by commas, semicolons or tabs, as spreadsheets copy it.'),
    dry_run: z.boolean().default(false).describe('Say what would be done, and do nothing.'),
  }),
  answers: { 200: ImportOutcome },
  failures: ['conflict'],
  limits: { bodyBytes: 2_000_000 },
});
