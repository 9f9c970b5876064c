import type { PartHealth } from '@holdfast/protocol/process/readiness';
import { OK } from '../../../platform/lifecycle/health.ts';
import type { SealedDamage } from '../sealed/sealed-file.ts';
import type { Phase } from '../store-process/messages.ts';

export interface SpansState {
  /** Undefined while no process holds them. */
  readonly phase: Phase | undefined;
  /** It is being opened since a moment only: whoever asks waits for it. */
  readonly isAwaited: boolean;
  /** How the last process ended. */
  readonly ended: string | undefined;
  readonly damages: readonly SealedDamage[];
  /** How long the oldest spans have waited that queries do not see. */
  readonly behindMs: number;
}

/** Below this it is the usual way of things. */
const FAR_BEHIND_MS = 10_000;

/** Never worse than degraded: spans are received and kept whatever becomes of the index. */
export const spansHealth = ({ phase, isAwaited, ended, damages, behindMs }: SpansState): PartHealth => {
  if (isAwaited && ended === undefined) return OK;
  if (phase === undefined) {
    const why = ended === undefined ? '' : ` (the last ended with ${ended})`;
    return degraded(
      `The process that holds the spans is being started${why}. Spans are received; queries are refused.`,
    );
  }
  if (phase.phase === 'opening')
    return degraded('The index of spans is being opened. Queries are refused until it is.');
  if (phase.phase === 'waiting')
    return degraded(
      `The index of spans cannot be opened (${phase.why}). It is tried again; spans are received, and queries are refused until it is open.`,
    );
  if (phase.phase === 'stuck')
    return degraded(
      `Spans are received and cannot be put into the index (${phase.why}). It is tried again; queries see what is there.`,
    );
  if (phase.phase === 'rebuilding') {
    const percent = phase.allBytes === 0 ? 100 : Math.floor((phase.doneBytes / phase.allBytes) * 100);
    return degraded(
      `The index of spans is built anew, ${percent} % are done: ${phase.why}. Nothing that was received is lost by it; queries are refused until it is whole.`,
    );
  }
  const [damage] = damages;
  if (damage !== undefined) return degraded(sentenceOf(damage, damages.length));
  if (behindMs > FAR_BEHIND_MS)
    return degraded(`Queries see spans that came until ${Math.round(behindMs / 1000)} seconds ago, and catch up.`);
  return OK;
};

export const sentenceOf = ({ path, at, length, records, why }: SealedDamage, files: number): string => {
  const lost =
    records === undefined ? 'What is lost is not known' : `The attributes of spans in ${records} requests are lost`;
  const more = files > 1 ? ` ${files - 1} more places are damaged; the log names them.` : '';
  return `Bytes ${at} to ${at + length} of ${path} are damaged (${why}). ${lost}. Restore the file from a backup and start Holdfast again, or remove it to live without it.${more}`;
};

const degraded = (detail: string): PartHealth => ({ status: 'degraded', detail });
