import type { Model } from '@holdfast/protocol/providers/models';
import type { Provider } from '@holdfast/protocol/providers/providers';
import type { Clock } from '../../../platform/clock/clock.ts';
import type { Outbound, OutboundAnswer } from '../../../platform/outbound/outbound.ts';
import { failureOfLine, failureOfStatus, unreadable, type ListFailure } from './list-failure.ts';
import type { ModelPage } from './model-shape.ts';
import { readAnswer } from './read-answer.ts';
import { saidIn } from './said.ts';
import { SHAPES } from './shapes.ts';

/** A provider, and what opens it. */
export interface Reached extends Pick<Provider, 'name' | 'kind' | 'base_url'> {
  readonly key: string | null;
}

export type Listed = { readonly models: readonly Model[] } | { readonly failure: ListFailure };

export type AskModels = (provider: Reached, signal: AbortSignal) => Promise<Listed>;

export interface AskModelsParts {
  readonly outbound: Pick<Outbound, 'fetch'>;
  readonly clock: Clock;
  /** For all pages together. */
  readonly withinMs?: number;
}

const WITHIN_MS = 30_000;
const MOST_BYTES = 4 * 1024 * 1024;
const MOST_PAGES = 50;
const MOST_MODELS = 10_000;
const TOO_MANY = `with more than ${MOST_MODELS} models`;

/** All models that a provider lists, page by page, within one time. */
export const createAskModels = ({ outbound, clock, withinMs = WITHIN_MS }: AskModelsParts): AskModels => {
  const askPage = async (provider: Reached, next: string | undefined, timing: Timing): Promise<Paged> => {
    const shape = SHAPES[provider.kind];
    const who = nameOf(provider);
    try {
      const answer = await outbound.fetch(urlOf(provider, next), {
        purpose: 'provider',
        headers: { accept: 'application/json', ...shape.headers(provider.key) },
        // its key is for where it was given for
        redirects: 0,
        maxBytes: MOST_BYTES,
        timeoutMs: Math.max(1, timing.until - clock.elapsed()),
        signal: timing.signal,
      });
      return readPage(answer, provider, { who, now: clock.now() });
    } catch (error) {
      if (timing.signal.aborted) throw error;
      return { failure: failureOfLine(who, error, withinMs) };
    }
  };

  return async (provider, signal) => {
    const timing = { until: clock.elapsed() + withinMs, signal };
    const models = new Map<string, Model>();
    const seen = new Set<string>();
    let next: string | undefined;
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const paged = await askPage(provider, next, timing);
      if ('failure' in paged) return paged;
      for (const model of paged.models) if (!models.has(model.id)) models.set(model.id, model);
      ({ next } = paged);
      if (models.size > MOST_MODELS) return { failure: unreadable(nameOf(provider), TOO_MANY) };
      if (next === undefined) return { models: [...models.values()] };
      if (seen.has(next)) break;
      seen.add(next);
    }
    return { failure: unreadable(nameOf(provider), 'with a list that does not end') };
  };
};

interface Timing {
  readonly until: number;
  readonly signal: AbortSignal;
}

type Paged = ModelPage | { readonly failure: ListFailure };

/** As people know it. */
const nameOf = ({ name, kind }: Reached): string => `${name} (${SHAPES[kind].label})`;

const urlOf = ({ kind, base_url: base }: Reached, next: string | undefined): URL => {
  const { home = '', path, query } = SHAPES[kind];
  const url = new URL(`${withoutSlash(base ?? home)}${path}`);
  for (const [name, value] of Object.entries(query(next))) url.searchParams.set(name, value);
  return url;
};

const withoutSlash = (text: string): string => (text.endsWith('/') ? withoutSlash(text.slice(0, -1)) : text);

const readPage = (
  { status, headers, body }: OutboundAnswer,
  { kind, key }: Reached,
  { who, now }: { readonly who: string; readonly now: number },
): Paged => {
  const shape = SHAPES[kind];
  const json = readAnswer(body);
  if (status < 200 || status >= 300) {
    const refusesKey = shape.refusesKey?.(status, json) ?? false;
    const said = saidIn(json, key);
    return { failure: failureOfStatus({ who, status, said, retryAfter: headers['retry-after'], refusesKey, now }) };
  }
  if (json === undefined)
    return { failure: unreadable(who, 'with what is no JSON, or has more parts than a list of models') };
  return shape.read(json) ?? { failure: unreadable(who, 'with JSON that is no list of models') };
};
