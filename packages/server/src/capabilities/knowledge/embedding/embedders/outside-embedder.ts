import { MOST_DIMENSIONS } from '@holdfast/protocol/knowledge/limits';
import type { ProviderKind } from '@holdfast/protocol/providers/providers';
import type { Clock } from '../../../../platform/clock/clock.ts';
import { readRetryAfter } from '../../../../platform/outbound/again.ts';
import { OutboundFailure } from '../../../../platform/outbound/failure.ts';
import type { Outbound, OutboundAnswer } from '../../../../platform/outbound/outbound.ts';
import type { ReachedProvider } from '../../../providers/index.ts';
import type { Vectors } from '../../static-embedder/embed-thread.ts';
import { toLengthOne } from '../../static-embedder/static-embedder.ts';
import type { Asking, Embedder } from './embedder.ts';
import { EmbedderFailure, type EmbedderReason } from './embedder-failure.ts';
import { google } from './google-wire.ts';
import { openAi, openAiCompatible } from './openai-wire.ts';
import type { Wire } from './wire.ts';

/** Undefined where a kind of provider has no embeddings. */
export const WIRES: Readonly<Record<ProviderKind, Wire | undefined>> = {
  openai: openAi,
  openai_compatible: openAiCompatible,
  google,
  anthropic: undefined,
};

export interface OutsideParts {
  readonly outbound: Pick<Outbound, 'fetch'>;
  readonly clock: Pick<Clock, 'now'>;
}

export interface Model {
  readonly model: string;
  readonly asked_dimensions: number | null;
  /** How many numbers a vector must have; undefined while nobody knows. */
  readonly dimensions: number | undefined;
}

/** Of one number, as JSON writes it at its longest, and what stands around all of them. */
const NUMBER_BYTES = 26;
const FRAME_BYTES = 64 * 1024;
const LONGEST_WAIT_MS = 3_600_000;

/** A model of a provider. */
export const createOutsideEmbedder = (
  { outbound, clock }: OutsideParts,
  provider: ReachedProvider,
  model: Model,
): Embedder => {
  const wire = WIRES[provider.kind];
  const who = provider.name;

  const ask = async (texts: readonly string[], { kind, signal, timeoutMs }: Asking, by: Wire) => {
    try {
      return await outbound.fetch(`${provider.home}${by.path(model.model)}`, {
        purpose: 'provider',
        method: 'POST',
        headers: { accept: 'application/json', 'content-type': 'application/json', ...provider.headers },
        body: JSON.stringify(by.body({ model: model.model, texts, kind, dimensions: model.asked_dimensions })),
        // its key is for where it was given for
        redirects: 0,
        maxBytes: texts.length * (model.dimensions ?? MOST_DIMENSIONS) * NUMBER_BYTES + FRAME_BYTES,
        timeoutMs,
        signal,
      });
    } catch (error) {
      if (signal.aborted || !(error instanceof OutboundFailure)) throw error;
      throw failureOfLine(who, error);
    }
  };

  return {
    async embed(texts, asking) {
      if (wire === undefined) throw new EmbedderFailure('refuses_us', `${who} has no embeddings.`);
      const answer = await ask(texts, asking, wire);
      const json = jsonOf(answer.body);
      if (answer.status < 200 || answer.status >= 300) throw failureOfAnswer(provider, answer, json, clock.now());
      const vectors = json === undefined ? undefined : wire.read(json);
      if (vectors === undefined)
        throw nonsense(who, 'with what is no list of vectors. Look whether its address is right');
      return judged(who, vectors, { texts: texts.length, dimensions: model.dimensions });
    },
  };
};

const nonsense = (who: string, what: string): EmbedderFailure =>
  new EmbedderFailure('nonsense', `${who} answered ${what}.`);

const jsonOf = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    // told by whoever wants it to be JSON
    return undefined;
  }
};

/** One vector that cannot be used is that text's misfortune; when none can be used, the embedder is at fault. */
const judged = (
  who: string,
  vectors: readonly (Float32Array | undefined)[],
  { texts, dimensions }: { readonly texts: number; readonly dimensions: number | undefined },
): Vectors => {
  if (vectors.length !== texts) throw nonsense(who, `with ${vectors.length} vectors for ${texts} texts`);
  const size = dimensions ?? vectors.find((vector) => vector !== undefined)?.length ?? 0;
  if (size === 0 || size > MOST_DIMENSIONS) throw nonsense(who, `with vectors of ${size} numbers`);
  const other = vectors.find((vector) => vector !== undefined && vector.length !== size);
  if (other !== undefined) throw nonsense(who, `with vectors of ${other.length} numbers where ${size} were expected`);
  const usable = vectors.map((vector) => vector && toLengthOne(vector));
  if (usable.every((vector) => vector === undefined))
    throw nonsense(who, 'with vectors that have no direction, or hold what is no number');
  return usable;
};

const failureOfLine = (who: string, error: OutboundFailure): EmbedderFailure => {
  const reason: EmbedderReason =
    error.reason === 'refused'
      ? 'refuses_us'
      : error.reason === 'too_large'
        ? 'nonsense'
        : error.reason === 'busy'
          ? 'busy'
          : 'away';
  return new EmbedderFailure(reason, `${who} was asked for embeddings. ${error.message}`, {
    cause: error,
    isForbidden: error.reason === 'refused',
    isLate: error.reason === 'timeout',
  });
};

const BUSY: ReadonlySet<number> = new Set([429, 503, 529]);
const OF_TEXTS: ReadonlySet<number> = new Set([400, 413, 422]);
const OF_US: ReadonlySet<number> = new Set([401, 402, 403, 404, 405, 410]);

const failureOfAnswer = (
  provider: ReachedProvider,
  { status, headers }: OutboundAnswer,
  json: unknown,
  now: number,
): EmbedderFailure => {
  const said = provider.said(json);
  const isKeyRefused = provider.refusesKey(status, json);
  const sentence = `${provider.name} answered ${status}${said === undefined ? '' : `, and said: ${said}`}`;
  const message = /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
  return new EmbedderFailure(isKeyRefused ? 'refuses_us' : reasonOf(status), message, {
    retryAfterMs: readRetryAfter(headers['retry-after'], now, LONGEST_WAIT_MS),
    isKeyRefused,
    isLate: status === 408 || status === 504,
  });
};

const reasonOf = (status: number): EmbedderReason => {
  if (BUSY.has(status)) return 'busy';
  if (OF_TEXTS.has(status)) return 'refuses_texts';
  return OF_US.has(status) ? 'refuses_us' : 'away';
};
