import { setTimeout as after } from 'node:timers/promises';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TraceStats } from '@holdfast/protocol/traces/stats';
import { startGenerator, type Generator } from '../generator/start-generator.ts';
import type { Order, Sent } from '../generator/order.ts';
import type { Payload } from '../payload/batch.ts';
import { apiOf, setUp, type Api } from './api.ts';
import { watchMemory, type MemoryWatch } from './memory-watch.ts';
import { processorOf, type Processor } from './processor.ts';
import { removeServer, startServer, type Server } from './server.ts';

/** A server, somebody who sends, somebody who asks. */
export interface Ground {
  readonly folder: string;
  readonly seed: number;
  readonly seconds: number;
  readonly server: Server;
  readonly api: Api;
  readonly memory: MemoryWatch;
  send(order: Omit<Order, 'target'>): Promise<Sent>;
  processor(): Processor;
  prepare(payload: Payload): Promise<number>;
  /** Resolves when everything that was acknowledged is found by queries; gives how many spans there are. */
  visible(): Promise<number>;
  stop(): Promise<void>;
}

export interface GroundOptions {
  readonly seed: number;
  readonly seconds: number;
  readonly profiles?: string | undefined;
}

export const openGround = async ({ seed, seconds, profiles }: GroundOptions): Promise<Ground> => {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-bench-'));
  const server = await startServer(folder, profiles);
  const api = apiOf(server.url, await setUp(server.url, folder));
  const generator: Generator = await startGenerator();
  const memory = watchMemory(server.pid);
  const target = { url: `${server.url}/v1/traces`, headers: { authorization: `Bearer ${api.key}` } };
  return {
    ...{ folder, seed, seconds, server, api, memory },
    prepare: (payload) => generator.make({ payload, target }),
    send: (order) => generator.send({ ...order, target }),
    processor: () => processorOf(server.pid),
    visible: () => visible(api),
    async stop() {
      memory.stop();
      await generator.stop();
      await server.stop();
      await removeServer(folder);
    },
  };
};

/** How many spans there are, once all that was acknowledged is found. */
export const visible = async (api: Api): Promise<number> => {
  // the index is opened beside the server, and on a busy machine after it
  while ((await api.status('/api/v1/traces/stats')) === 503) await after(100);
  const { received } = await api.get<TraceStats>('/api/v1/traces/stats');
  for (;;) {
    const now = await api.get<TraceStats>('/api/v1/traces/stats', { wait_seconds: '30' });
    if (received === null || (now.visible !== null && now.visible >= received)) return now.spans;
  }
};
