import { onTestFinished } from 'vitest';
import { systemClock } from '../../clock/clock.ts';
import { parseAllowed, type Allowed } from '../allowed.ts';
import { createOutbound, type Outbound } from '../outbound.ts';
import type { OutboundParts } from '../parts.ts';

/** An address that everybody may reach, and that no test ever does. */
export const PUBLIC = '93.184.216.34';

export const allow = (...texts: string[]): Allowed[] =>
  texts.map((text) => {
    const allowed = parseAllowed(text);
    if (allowed === undefined) throw new Error(`${text} is not read`);
    return allowed;
  });

export interface Told {
  readonly purpose: string;
  readonly origin: string;
  readonly outcome: number | string;
}

/** A real client that asks no name server but the one it is given, closed with its test. */
export const outboundFor = (parts: Partial<OutboundParts> = {}): Outbound & { readonly told: Told[] } => {
  const told: Told[] = [];
  const outbound = createOutbound({
    allowed: [],
    resolve: async () => [PUBLIC],
    ownAddresses: () => [],
    telemetry: {
      called:
        ({ purpose }) =>
        (origin, outcome) =>
          void told.push({ purpose, origin, outcome: typeof outcome === 'number' ? outcome : outcome.message }),
    },
    clock: systemClock,
    jitter: () => 0.01,
    ...parts,
  });
  onTestFinished(() => outbound.close());
  return { ...outbound, told };
};

/** Why a request fails, as its reason; the error itself where it is none of ours. */
export const reasonOf = async (work: Promise<unknown>): Promise<unknown> => {
  try {
    await work;
    return 'nothing failed';
  } catch (error) {
    return error instanceof Error && 'reason' in error ? error.reason : error;
  }
};
