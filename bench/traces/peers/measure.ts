import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { percentiles } from '../../lib/percentiles.ts';
import { processorMsOf } from '../../lib/processor-time.ts';
import type { Generator } from '../generator/start-generator.ts';
import { placeOf, traceIdOf } from '../payload/ids.ts';
import type { Payload } from '../payload/batch.ts';
import { long, usual } from '../payloads.ts';
import type { Peer, RunningPeer } from './peer.ts';

export interface Measured {
  readonly version: string;
  /** Spans a second. */
  readonly acknowledged: number;
  readonly found: number;
  /** Microseconds of processor for one span, until it is found. */
  readonly processorUs: number;
  readonly traceMs: number;
  readonly listMs: number;
  readonly killedAfter: number;
  readonly missing: number;
  readonly refused: string;
}

export interface Extent {
  readonly seconds: number;
  readonly seed: number;
  /** How long is waited until everything is found. */
  readonly patienceMs: number;
}

export const measurePeer = async (
  peer: Peer,
  peers: string,
  generator: Generator,
  extent: Extent,
): Promise<Measured> => {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-bench-peer-'));
  const running = await peer.start(peers, folder);
  try {
    const flooded = await flood(running, generator, extent);
    const read = await readTraces(running, generator, extent);
    await running.kill();
    return { ...flooded, ...read, ...(await killed(peer, peers, generator, extent)), version: running.version };
  } finally {
    await running.kill();
    await rm(folder, { recursive: true, force: true });
  }
};

/** As much as it acknowledges over four connections, then until everything is found. */
const flood = async (running: RunningPeer, generator: Generator, { seconds, seed, patienceMs }: Extent) => {
  const payload = usual(seed);
  await generator.make({ payload, target: running.target });
  const cpu = processorMsOf(running.pid);
  const since = performance.now();
  const sent = await generator.send({ payload, target: running.target, first: 0, connections: 4, seconds });
  const spans = sent.acknowledged.length * payload.spansPerBatch;
  const there = await untilFound(running, payload, sent.acknowledged, patienceMs);
  const took = (performance.now() - since) / 1000;
  return {
    acknowledged: sent.spansPerSecond,
    found: there / took,
    processorUs: ((processorMsOf(running.pid) - cpu) * 1000) / there,
    refused:
      `${spans} acknowledged, ${there} found in ${took.toFixed(0)} s, ${sent.putOff} times put off, ${sent.cuts} cut, ${sent.refused} requests refused ${sent.refusal ?? ''}`.trimEnd(),
  };
};

/** Gives how many are found when it is all of them, or when patience is over. */
const untilFound = async (
  running: RunningPeer,
  payload: Payload,
  batches: readonly number[],
  patienceMs: number,
): Promise<number> => {
  const all = batches.length * payload.spansPerBatch;
  const last = lastPlaceOf(payload, batches);
  const until = performance.now() + patienceMs;
  for (;;) {
    const count = (await running.count()) ?? ((await running.spansOf(last.id)) >= last.spans ? all : 0);
    if (count >= all || performance.now() > until) return count;
    await after(100);
  }
};

/** The trace that was acknowledged last, for those who cannot say how many they have. */
const lastPlaceOf = (payload: Payload, batches: readonly number[]) => {
  const last = Math.max(...batches);
  const { trace } = placeOf(payload, last, payload.spansPerBatch - 1);
  return { id: traceIdOf(payload.seed, trace), spans: expectedOf(payload, batches).get(trace) ?? 1 };
};

/** How many spans of each trace were acknowledged. */
const expectedOf = (payload: Payload, batches: readonly number[]): Map<number, number> => {
  const expected = new Map<number, number>();
  for (const batch of batches) {
    for (let index = 0; index < payload.spansPerBatch; index += 1) {
      const { trace } = placeOf(payload, batch, index);
      expected.set(trace, (expected.get(trace) ?? 0) + 1);
    }
  }
  return expected;
};

const readTraces = async (running: RunningPeer, generator: Generator, { seed, patienceMs }: Extent) => {
  const payload = long(seed + 1, 1000);
  await generator.make({ payload, target: running.target });
  const { acknowledged } = await generator.send({
    ...{ payload, target: running.target, first: 0, connections: 1, requests: 10 },
  });
  const until = performance.now() + patienceMs;
  for (const batch of acknowledged)
    while ((await running.spansOf(traceIdOf(payload.seed, batch))) < 1000 && performance.now() < until)
      await after(100);
  const took = async (ask: (nth: number) => Promise<number>): Promise<number> => {
    const times: number[] = [];
    for (let nth = 0; nth < 20; nth += 1) {
      const since = performance.now();
      await ask(nth);
      times.push(performance.now() - since);
    }
    return percentiles(times).p50;
  };
  return {
    traceMs: await took((nth) =>
      running.spansOf(traceIdOf(payload.seed, acknowledged[nth % acknowledged.length] ?? 0)),
    ),
    listMs: await took(() => running.list()),
  };
};

/** SIGKILL right after the last acknowledgement, over a folder of its own; then what was acknowledged is read back trace by trace. */
const killed = async (peer: Peer, peers: string, generator: Generator, { seed }: Extent) => {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-bench-peer-'));
  try {
    const first = await peer.start(peers, folder);
    const payload = usual(seed + 2);
    const order = { payload, target: first.target };
    await generator.make(order);
    const { acknowledged } = await generator.send({ ...order, first: 0, connections: 4, requests: 20 });
    await first.kill();
    const again = await peer.start(peers, folder);
    await after(5000);
    let missing = 0;
    try {
      for (const [trace, spans] of expectedOf(payload, acknowledged))
        missing += Math.max(0, spans - (await again.spansOf(traceIdOf(payload.seed, trace))));
    } finally {
      await again.kill();
    }
    return { killedAfter: acknowledged.length * payload.spansPerBatch, missing };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
