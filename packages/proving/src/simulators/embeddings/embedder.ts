import { pause, untilReleased } from '../../pause.ts';
import { answerJson, startHttpSimulator, type Exchange, type HttpSimulator } from '../http-simulator.ts';
import { endInReset, headersOf, isRefusal, statusOf, type Mishap } from '../mishap.ts';
import { countTokens } from '../models/tokens.ts';
import { embeddingForms, type EmbeddingRequest } from './forms.ts';
import { vectorOf } from './vector.ts';

export interface EmbedderTurn {
  readonly latencyMs?: number;
  readonly mishap?: Mishap;
  /** Answers in order, and with what nobody can use. */
  readonly garble?: Garble;
}

export type Garble = 'one vector too few' | 'shorter vectors' | 'what is no number';

/** What becomes of the n-th request, from 1. */
export type EmbedderScript = (texts: readonly string[], nth: number) => EmbedderTurn;

/** Embeds in the OpenAI and the Gemini form. The same text has the same vector in each run and on each machine. */
export interface Embedder extends HttpSimulator {
  /** How many texts were embedded, each time anew. */
  embedded(): number;
  /** The most requests that were under way at once since the script was given. */
  mostAtOnce(): number;
  play(script: EmbedderScript): void;
}

export interface EmbedderOptions {
  readonly dimensions?: number;
  /** Texts in one request; more is refused as the provider does. */
  readonly most?: number;
  readonly script?: EmbedderScript;
}

const DIMENSIONS = 256;
const MOST = 2_048;

const misfortune = async ({ response, gone }: Exchange, mishap: Mishap): Promise<void> => {
  if (mishap.kind === 'reset') return endInReset(response);
  if (mishap.kind === 'malformed') {
    response.writeHead(200, { 'content-type': 'application/json' });
    return void response.end('{"object":"list","data":[{"obj');
  }
  await untilReleased(gone);
};

type Vectors = readonly (readonly number[])[];

const GARBLED: Readonly<Record<Garble, (vectors: Vectors) => Vectors>> = {
  'one vector too few': (vectors) => vectors.slice(1),
  'shorter vectors': (vectors) => vectors.map((vector) => vector.slice(1)),
  // as JSON it is null
  'what is no number': (vectors) => vectors.map((vector) => vector.map(() => Number.NaN)),
};

export const startEmbedder = async (options: EmbedderOptions = {}): Promise<Embedder> => {
  const { dimensions = DIMENSIONS, most = MOST } = options;
  let script: EmbedderScript = options.script ?? (() => ({}));
  let nth = 0;
  let embedded = 0;
  let underWay = 0;
  let mostAtOnce = 0;

  const embed = (request: EmbeddingRequest, garble: Garble | undefined): unknown => {
    const size = request.dimensions ?? dimensions;
    const whole = request.texts.map((text) => vectorOf(text, size));
    const vectors = garble === undefined ? whole : GARBLED[garble](whole);
    if (garble === undefined) embedded += vectors.length;
    const tokens = request.texts.reduce((sum, text) => sum + countTokens(text), 0);
    return request.answer(vectors, tokens);
  };

  const simulator = await startHttpSimulator(async (exchange) => {
    const { asked, response, gone } = exchange;
    const form = embeddingForms.find((each) => each.suits(asked));
    if (form === undefined)
      return answerJson(response, 404, { error: { message: `no ${asked.method} ${asked.path}` } });
    const request = form.read(asked);
    if (request === undefined || request.texts.length === 0 || request.texts.length > most)
      return answerJson(response, 400, form.failure(400, `input: from 1 to ${most} texts are needed`));
    nth += 1;
    const { latencyMs = 0, mishap, garble } = script(request.texts, nth);
    underWay += 1;
    mostAtOnce = Math.max(mostAtOnce, underWay);
    await pause(latencyMs, gone).finally(() => {
      underWay -= 1;
    });
    if (isRefusal(mishap)) {
      const status = statusOf(mishap);
      return answerJson(response, status, form.failure(status, 'as the script says', mishap), headersOf(mishap));
    }
    if (mishap?.kind === 'failed') return answerJson(response, 500, form.failure(500, 'as the script says'));
    if (mishap !== undefined) return misfortune(exchange, mishap);
    if (!gone.aborted) answerJson(response, 200, embed(request, garble));
  });

  return {
    ...simulator,
    embedded: () => embedded,
    mostAtOnce: () => mostAtOnce,
    play(next) {
      script = next;
      nth = 0;
      mostAtOnce = underWay;
    },
  };
};
