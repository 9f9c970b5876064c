import { pause, untilReleased } from '../../pause.ts';
import { answerNothing, startHttpSimulator, type Asked, type HttpSimulator } from '../http-simulator.ts';
import { endInReset } from '../mishap.ts';
import { verify, type Verdict } from './signature.ts';

/** What a receiver answers to one delivery; 204 at once when nothing is said. */
export interface WebhookTurn {
  readonly latencyMs?: number;
  readonly status?: number;
  readonly retryAfterSeconds?: number;
  /** Where it should look instead: nobody who sends webhooks may follow. */
  readonly location?: string;
  readonly mishap?: 'silent' | 'reset';
}

export interface Delivery {
  readonly id: string;
  readonly body: string;
  readonly signature: Verdict;
  /** Undefined when it was never answered. */
  readonly answered: number | undefined;
  readonly at: number;
}

export type WebhookScript = (delivery: Pick<Delivery, 'id' | 'body' | 'signature'>, nth: number) => WebhookTurn;

/** An endpoint of a customer, which may be slow, tired or gone. */
export interface WebhookReceiver extends HttpSimulator {
  readonly deliveries: readonly Delivery[];
  /** Ids whose signature was good and that were answered with success, each time they were. */
  accepted(): readonly string[];
  play(script: WebhookScript): void;
}

export interface WebhookReceiverOptions {
  /** A function where it is only known after the receiver has an address. */
  readonly secret: string | (() => string);
  readonly script?: WebhookScript;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

const REMEMBERED = 10_000;

const headerOf = ({ headers }: Asked, name: string): string | undefined => {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
};

const headersOf = ({ retryAfterSeconds, location }: WebhookTurn): Record<string, string> => ({
  ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
  ...(location === undefined ? {} : { location }),
});

export const startWebhookReceiver = async (options: WebhookReceiverOptions): Promise<WebhookReceiver> => {
  const now = options.now ?? Date.now;
  const deliveries: Delivery[] = [];
  let script: WebhookScript = options.script ?? (() => ({}));
  let nth = 0;

  const judge = (asked: Asked): Verdict =>
    verify(
      typeof options.secret === 'string' ? options.secret : options.secret(),
      {
        id: headerOf(asked, 'webhook-id'),
        timestamp: headerOf(asked, 'webhook-timestamp'),
        signature: headerOf(asked, 'webhook-signature'),
        body: asked.body,
      },
      Math.floor(now() / 1000),
    );

  const simulator = await startHttpSimulator(async ({ asked, response, gone }) => {
    const heard = { id: headerOf(asked, 'webhook-id') ?? '', body: asked.body, signature: judge(asked) };
    nth += 1;
    const turn = script(heard, nth);
    const remember = (answered: number | undefined) => {
      deliveries.push({ ...heard, answered, at: asked.at });
      if (deliveries.length > REMEMBERED) deliveries.shift();
    };
    await pause(turn.latencyMs ?? 0, gone);
    if (turn.mishap !== undefined || gone.aborted) remember(undefined);
    if (turn.mishap === 'reset') return endInReset(response);
    if (turn.mishap === 'silent') return untilReleased(gone);
    if (gone.aborted) return;
    // whoever cannot prove who it is gets no further, whatever the script says
    const status = heard.signature === 'good' ? (turn.status ?? 204) : 401;
    remember(status);
    answerNothing(response, status, headersOf(turn));
  });

  return {
    ...simulator,
    deliveries,
    accepted: () =>
      deliveries
        .filter(({ answered }) => answered !== undefined && answered >= 200 && answered < 300)
        .map(({ id }) => id),
    play(next) {
      script = next;
      nth = 0;
    },
  };
};
