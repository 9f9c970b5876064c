import { within } from '../../../platform/clock/deadline.ts';
import type { Position } from '../../../platform/segments/group-writer.ts';
import type { SealedDamage } from '../sealed/sealed-file.ts';
import type { FromStore, Phase, Sizes } from '../store-process/messages.ts';
import type { KeeperParts } from './keeper.ts';
import type { Lag } from './lag.ts';
import { sentenceOf, type SpansState } from './spans-health.ts';
import type { Watermark } from './watermark.ts';

/** What the store's process has said of itself so far. */
export interface Hearing {
  heard(message: Exclude<FromStore, { readonly kind: 'answer' | 'refusal' }>): void;
  gone(how: string): void;
  /** Whether questions are answered. */
  isOpen(): boolean;
  /** Resolves when it has been opened, or when that takes longer than somebody who asks should wait. */
  opened(): Promise<void>;
  state(): Omit<SpansState, 'behindMs'>;
  sizes(): Sizes | undefined;
  visible(): bigint | undefined;
}

/** Opening takes half a second where nothing is wrong. */
const PATIENCE_MS = 3000;

/** More are in the log, and do not change what is to be done. */
const MOST_DAMAGES = 100;

export const createHearing = (
  { spanLog, log, telemetry, onVisible, patienceMs = PATIENCE_MS }: KeeperParts,
  { watermark, lag }: { readonly watermark: Watermark; readonly lag: Lag },
): Hearing => {
  const damages = new Map<string, SealedDamage>();
  let phase: Phase | undefined;
  let ended: string | undefined;
  let sizes: Sizes | undefined;
  let visible: bigint | undefined;

  /** What is in an index that is not whole is not found yet. */
  let last: { readonly reached: Position; readonly receivedAt: bigint } | undefined;
  const see = (): void => {
    if (last === undefined || phase?.phase !== 'following') return;
    watermark.move(last.reached);
    if (last.receivedAt > 0n) visible = last.receivedAt;
  };
  let settled = Promise.withResolvers<void>();
  const noteDamage = (damage: SealedDamage): void => {
    const key = `${damage.path}:${damage.at}`;
    if (damages.has(key) || damages.size >= MOST_DAMAGES) return;
    damages.set(key, damage);
    log.error(
      { event: 'spans_damaged', file: damage.path, at: damage.at, length: damage.length },
      sentenceOf(damage, 1),
    );
  };
  const forgetLog = (before: number): void => {
    spanLog.forgetBefore(before).catch((error: unknown) => {
      log.warn({ error }, 'Segments of the span log that were sealed could not be removed; it is tried again.');
    });
  };

  return {
    heard(message) {
      switch (message.kind) {
        case 'phase':
          phase = message.phase;
          if (phase.phase !== 'opening') settled.resolve();
          see();
          break;
        case 'reached':
          last = message;
          see();
          lag.reached(message.reached);
          telemetry.applied(message.appended);
          for (const workspace of message.workspaces) onVisible(workspace);
          break;
        case 'sizes':
          sizes = message.sizes;
          break;
        case 'sealed':
          forgetLog(message.before);
          break;
        case 'damage':
          noteDamage(message.damage);
          break;
        case 'set_aside':
          log.error(
            { event: 'spans_set_aside', file: message.file, why: message.why },
            `The index of spans is built anew from what was received; nothing is lost by it. The old one lies in ${message.file} until you remove it.`,
          );
          break;
        case 'rebuilt':
          log.info(
            { event: 'spans_rebuilt', spans: message.spans, took_ms: message.tookMs },
            'The index of spans is whole again.',
          );
          break;
        case 'warning':
          log.warn(message.fields, message.sentence);
          break;
        case 'hello':
          break;
      }
    },
    gone(how) {
      [phase, last, ended] = [undefined, undefined, how];
      watermark.reset();
      settled.resolve();
      settled = Promise.withResolvers();
    },
    isOpen: () => phase?.phase === 'following' || phase?.phase === 'stuck',
    async opened() {
      if (phase !== undefined && phase.phase !== 'opening') return;
      // whoever waited too long is refused by whoever looks whether it is open
      await within(patienceMs, 'Opening the store of spans', settled.promise).catch(() => {});
    },
    state: () => ({ phase, ended, damages: [...damages.values()] }),
    sizes: () => sizes,
    visible: () => visible,
  };
};
