import type { Ground } from '../ours/ground.ts';
import { long, usual } from '../payloads.ts';

export const HOUR_MS = 3_600_000;

/** Of how many spans each, and how many there are. */
export const LONG = {
  thousand: { spans: 1000, traces: 60, seed: 5 },
  tenThousand: { spans: 10_000, traces: 4, seed: 6 },
} as const;

export const filledSeed = ({ seed }: Ground): number => seed + 4;

/** Begun over the last day, sent as fast as it goes. */
export const fill = async (ground: Ground, spans: number): Promise<void> => {
  const payload = usual(filledSeed(ground));
  await ground.prepare(payload);
  const requests = Math.ceil(spans / payload.spansPerBatch);
  const times = { firstMs: Date.now() - 24 * HOUR_MS, stepMs: (23 * HOUR_MS) / requests };
  await ground.send({ payload, connections: 4, first: 0, requests, times });
  await ground.visible();
};

export const fillLong = async (ground: Ground, { spans, traces, seed }: (typeof LONG)[keyof typeof LONG]) => {
  const payload = long(ground.seed + seed, spans);
  await ground.prepare(payload);
  await ground.send({ payload, connections: 2, first: 0, requests: traces });
  await ground.visible();
};
