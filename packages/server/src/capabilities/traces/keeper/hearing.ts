import type { FromStore, Sizes } from '../store-process/messages.ts';
import { createDamages } from './damages.ts';
import type { Lag } from './lag.ts';
import type { Openness } from './openness.ts';
import type { KeeperParts } from './parts.ts';
import type { SpansState } from './spans-health.ts';
import type { Watermark } from './watermark.ts';

type Told = Exclude<FromStore, { readonly kind: 'answer' | 'refusal' | 'hello' | 'wants_prices' }>;
type Handlers = { readonly [Kind in Told['kind']]: (message: Extract<Told, { readonly kind: Kind }>) => void };

/** What the store's process has said of itself so far. */
export interface Hearing {
  heard(message: Told): void;
  gone(how: string): void;
  state(): Omit<SpansState, 'behindMs'>;
  sizes(): Sizes | undefined;
  visible(): bigint | undefined;
}

export interface HearingParts extends Pick<KeeperParts, 'spanLog' | 'log' | 'telemetry' | 'onVisible'> {
  readonly watermark: Watermark;
  readonly lag: Lag;
  readonly openness: Openness;
}

export const createHearing = (parts: HearingParts): Hearing => {
  const { log, telemetry, onVisible, watermark, lag, openness } = parts;
  const damages = createDamages(log);
  let ended: string | undefined;
  let sizes: Sizes | undefined;
  let visible: bigint | undefined;
  let last: Extract<Told, { readonly kind: 'reached' }> | undefined;

  /** What is in an index that is not whole is not found yet. */
  const see = (): void => {
    if (last === undefined || openness.phase?.phase !== 'following') return;
    watermark.move(last.reached);
    if (last.receivedAt > 0n) visible = last.receivedAt;
  };
  const handlers: Handlers = {
    phase({ phase }) {
      openness.enter(phase);
      see();
    },
    reached(message) {
      last = message;
      see();
      lag.reached(message.reached);
      telemetry.applied(message.appended);
      for (const workspace of message.workspaces) onVisible(workspace);
    },
    sizes: (message) => void ({ sizes } = message),
    damage: ({ damage }) => damages.note(damage),
    ...tellingsOf(parts),
  };
  return {
    // each kind has the handler of its name
    heard: (message) => (handlers[message.kind] as (told: Told) => void)(message),
    gone(how) {
      [last, ended] = [undefined, how];
      openness.gone();
      watermark.reset();
    },
    state: () => ({ phase: openness.phase, isAwaited: openness.isAwaited(), ended, damages: damages.all() }),
    sizes: () => sizes,
    visible: () => visible,
  };
};

/** What is only passed on, to the log of the server or to that of the spans. */
const tellingsOf = ({
  spanLog,
  log,
}: HearingParts): Pick<Handlers, 'sealed' | 'set_aside' | 'rebuilt' | 'warning'> => ({
  sealed({ before }) {
    spanLog.forgetBefore(before).catch((error: unknown) => {
      log.warn({ error }, 'Segments of the span log that were sealed could not be removed; it is tried again.');
    });
  },
  set_aside: ({ file, why }) =>
    log.error(
      { event: 'spans_set_aside', file, why },
      `The index of spans is built anew from what was received; nothing is lost by it. The old one lies in ${file} until you remove it.`,
    ),
  rebuilt: ({ spans, tookMs }) =>
    log.info({ event: 'spans_rebuilt', spans, took_ms: tookMs }, 'The index of spans is whole again.'),
  warning: ({ fields, sentence }) => log.warn(fields, sentence),
});
