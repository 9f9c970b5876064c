import type { Ask } from '../http.ts';
import type { Random } from '../run/random.ts';
import type { Operation, Parameter } from './description.ts';
import { invent, inventId, type Known } from './invent.ts';
import { oddText, spoil, SPOILINGS } from './spoil.ts';

export interface FuzzedRequest {
  readonly method: string;
  readonly path: string;
  readonly ask: Ask & { readonly body?: string };
  /** For sentences. */
  readonly mood: string;
}

const MOODS = ['valid', 'edge', 'odd parameters', ...SPOILINGS] as const;
type Mood = (typeof MOODS)[number];

/** A request made from the description alone: right, at the limits, or with one thing wrong. */
export const fuzzedRequest = (operation: Operation, random: Random, known: Known): FuzzedRequest => {
  // as often right as wrong: what nobody gets past the door with says nothing of the house
  const mood: Mood = random.next() < 0.4 ? 'valid' : random.pick(MOODS);
  const parameters = (place: Parameter['in']) => operation.parameters.filter((one) => one.in === place);
  const valueOf = ({ name, schema }: Parameter): string =>
    mood === 'odd parameters' && random.next() < 0.7
      ? oddText(random)
      : String(invent(schema, random, known, { name, edge: mood === 'edge' }));

  const path = parameters('path').reduce(
    (sofar, one) => sofar.replace(`{${one.name}}`, () => encode(valueOf(one)) || inventId(random)),
    operation.path,
  );
  const query = parameters('query')
    .filter(({ required }) => required || random.next() < 0.5)
    .map((one) => `${one.name}=${encode(valueOf(one))}`);
  if (mood === 'extra') query.push(`${encode(oddText(random)) || 'more'}=1`);
  const headers = Object.fromEntries(
    parameters('header')
      .filter(() => random.next() < 0.9)
      .map(({ name }) => [name, headerOf(name, mood, random)]),
  );
  const body = bodyOf(operation, mood, random, known);
  return {
    method: operation.method,
    path: query.length === 0 ? path : `${path}?${query.join('&')}`,
    mood,
    ask: {
      ...(body === undefined ? {} : { body }),
      headers: {
        ...headers,
        ...(random.next() < 0.03 ? { 'content-type': random.pick(['text/plain', 'application/xml']) } : {}),
      },
    },
  };
};

const LONGEST_PART = 3_000;

/** Halves of characters cannot be sent in an address; what is too long for one is another proof's. */
const encode = (text: string): string => encodeURIComponent(text.slice(0, LONGEST_PART).toWellFormed());

const headerOf = (name: string, mood: Mood, random: Random): string => {
  if (name === 'If-Match' && mood !== 'odd parameters') return random.pick(['"1"', '"2"', '"3"']);
  return random.pick(['"1"', '1', '*', 'W/"1"', '"0"', '"-1"', '"99999999999999999999"', '"a"', ' ', 'x'.repeat(300)]);
};

const bodyOf = ({ body: schema, method }: Operation, mood: Mood, random: Random, known: Known): string | undefined => {
  if (schema === undefined) return mood === 'extra' && method !== 'GET' ? '{"a":1}' : undefined;
  const body = invent(schema, random, known, { edge: mood === 'edge' });
  if (mood === 'valid' || mood === 'edge' || mood === 'odd parameters') return JSON.stringify(body);
  return spoil(body, mood, random);
};

/** A body that is right, when one is asked for. */
export const inventBody = ({ body: schema }: Operation, random: Random): string | undefined =>
  schema === undefined ? undefined : JSON.stringify(invent(schema, random, { ids: [], texts: {} }));
