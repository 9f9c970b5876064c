import { randomUUID } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { systemClock } from '../../src/platform/clock/clock.ts';
import type { Ephemeral } from '../../src/platform/ephemeral/ephemeral.ts';
import { createWithFallBack, type FallBackOptions } from '../../src/platform/ephemeral/with-fall-back.ts';
import { createIds } from '../../src/platform/ids/uuid7.ts';
import { silentLog } from '../ground/silent-log.ts';

export const openNode = (url: URL, options: Partial<FallBackOptions> = {}) =>
  createWithFallBack({
    url,
    instanceId: randomUUID(),
    clock: systemClock,
    makeId: createIds(systemClock),
    jitter: () => 1,
    log: silentLog,
    nodes: () => 1,
    ...options,
  });

type Nodes<Urls extends readonly URL[]> = { readonly [Index in keyof Urls]: Ephemeral };

/** Nodes of one instance, each with its own way to Redis, closed with their test. */
export const openNodes = async <const Urls extends readonly URL[]>(
  urls: Urls,
  options: Partial<FallBackOptions> = {},
): Promise<Nodes<Urls>> => {
  const instanceId = randomUUID();
  const nodes = urls.map((url) => openNode(url, { instanceId, nodes: () => urls.length, ...options }));
  onTestFinished(async () => void (await Promise.all(nodes.map((node) => node.close()))));
  await Promise.all(nodes.map((node) => node.tried));
  // one for each url
  return nodes as readonly Ephemeral[] as Nodes<Urls>;
};

export const isHere = (node: Ephemeral): boolean => node.redis?.health().status === 'ok';
