import { pause } from '../../src/platform/clock/pause.ts';
import { systemClock } from '../../src/platform/clock/clock.ts';
import type { Ephemeral } from '../../src/platform/ephemeral/ephemeral.ts';
import { on, type Endpoint } from '../../src/platform/http/endpoint.ts';
import * as contracts from './ephemeral-contracts.ts';

const inWorkspace = ({ workspace }: { readonly workspace: string }, key: string): string => `probe:${workspace}:${key}`;
const milliseconds = (seconds: number): number => Math.ceil(seconds * 1000);

export const ephemeralEndpoints = ({ kv, counters, slots }: Ephemeral): readonly Endpoint[] => [
  on(contracts.setValue, async (ctx, { params, body }) => ({
    done: await kv.set(inWorkspace(ctx, params.key), body.value, {
      ttlMs: milliseconds(body.ttl_seconds),
      ifAbsent: body.if_absent,
    }),
  })),
  on(contracts.getValue, async (ctx, { params }) => ({ value: (await kv.get(inWorkspace(ctx, params.key))) ?? null })),
  on(contracts.deleteValue, async (ctx, { params }) => ({ done: await kv.delete(inWorkspace(ctx, params.key)) })),
  on(contracts.takeValue, async (ctx, { params }) => ({
    value: (await kv.take(inWorkspace(ctx, params.key))) ?? null,
  })),
  on(contracts.countUp, async (ctx, { params, body }) => ({
    total: await counters.add(inWorkspace(ctx, params.key), body.by, { ttlMs: milliseconds(body.ttl_seconds) }),
  })),
  on(contracts.holdSlot, async (ctx, { params, body }) => {
    const { limit, lease_seconds, hold_seconds } = body;
    const wish = { limit, leaseMs: milliseconds(lease_seconds), signal: ctx.signal };
    const slot = await slots.acquire(inWorkspace(ctx, params.key), wish);
    const from = systemClock.now();
    await pause(milliseconds(hold_seconds), ctx.signal);
    const held = { from_ms: from, to_ms: systemClock.now(), lost: slot.lost.aborted };
    await slot.release();
    return held;
  }),
];
