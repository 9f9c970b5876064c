import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { createMemory } from '../../packages/server/src/platform/ephemeral/memory.ts';
import { createLive } from '../../packages/server/src/platform/live/live.ts';
import { parseAllowed } from '../../packages/server/src/platform/outbound/allowed.ts';
import { createOutbound } from '../../packages/server/src/platform/outbound/outbound.ts';
import { defineEvent } from '../../packages/server/src/platform/outbox/define-event.ts';
import { createWake } from '../../packages/server/src/platform/outbox/wake.ts';
import { createOutbox } from '../../packages/server/src/platform/outbox/outbox.ts';
import { startRelay } from '../../packages/server/src/platform/outbox/relay.ts';
import type { WebhookTargets } from '../../packages/server/src/platform/outbox/webhooks/targets.ts';
import { TRIES } from '../../packages/server/src/platform/outbox/webhooks/tries.ts';
import { startWebhooks } from '../../packages/server/src/platform/outbox/webhooks/webhooks.ts';
import { createMetrics } from '../../packages/server/src/platform/telemetry/metrics.ts';
import { addFolder } from '../../packages/server/test/probe/store.ts';
import { median } from '../lib/load.ts';
import { openGround } from './ground.ts';

const ROUNDS = Number(process.argv[2] ?? 5);
const EVENTS = Number(process.argv[3] ?? 4000);
const WRITERS = 16;
const OBJECTS = 400;

const ground = await openGround();
const { database, makeId, clock, outboxTelemetry, log } = ground;
const ephemeral = createMemory({ clock, makeId, log });
const live = createLive({ bus: ephemeral.bus, metrics: createMetrics(), makeId, log });
const wake = createWake(ephemeral.bus);
const outbox = createOutbox({ makeId, wake });
const happened = defineEvent({ type: 'bench.happened', kind: 'thing', data: z.strictObject({ text: z.string() }) });
const about = (nth: number) => ({ object: `o${nth % OBJECTS}`, data: { text: 'x'.repeat(200) } });

const perSecond = async (count: number, work: () => Promise<unknown>): Promise<number> => {
  const since = performance.now();
  await work();
  return (count * 1000) / (performance.now() - since);
};
const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 5));
};

/** What the same transactions cost with one row of somebody else's in each. */
const write = async (): Promise<void> => {
  let next = 0;
  const writer = async (): Promise<void> => {
    for (let nth = next++; nth < EVENTS; nth = next++)
      await database.forWorkspace(ground.space(nth)).write((tx) => addFolder(tx, makeId(), makeId()));
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
};

/** Writers beside each other, each event in a transaction of its own; `most` of them in one where it is more than one. */
const add = async (most: number): Promise<void> => {
  let next = 0;
  const writer = async (): Promise<void> => {
    for (let nth = next; nth < EVENTS; nth = next) {
      next += most;
      const many = Array.from({ length: most }, (_, index) => about(nth + index));
      await database.forWorkspace(ground.space(nth / most)).write((tx) => outbox.addMany(tx, happened, many));
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
};

const relay = async (targets: WebhookTargets): Promise<void> => {
  const running = startRelay({
    database,
    live,
    ephemeral,
    targets,
    makeId,
    wake,
    outboxTelemetry,
  });
  await until(() => ground.isEmpty('select from holdfast.outbox_events where relayed_at is null limit 1'));
  await running.close();
};

const server = createServer(
  (request, response) => void request.resume().on('end', () => response.writeHead(204).end()),
);
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address() as AddressInfo;
const ids = new Map<string, string>();
const targets: WebhookTargets = {
  async of({ workspace }) {
    const id = ids.get(workspace) ?? makeId();
    ids.set(workspace, id);
    return [{ id, url: `http://127.0.0.1:${port}/`, secrets: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'] }];
  },
};
const outbound = createOutbound({
  allowed: [parseAllowed(`127.0.0.0/8:${port}`) ?? { host: '', port }],
  resolve: async () => ['127.0.0.1'],
  ownAddresses: () => [],
  telemetry: { called: () => () => {} },
  clock,
  jitter: () => 1,
});

const send = async (): Promise<void> => {
  const { node } = ground;
  const parts = {
    database,
    ephemeral,
    node,
    outbound,
    targets,
    tries: TRIES,
    now: clock.now,
    jitter: () => 1,
    outboxTelemetry,
    log,
  };
  const running = startWebhooks(parts);
  await until(() => ground.isEmpty('select from holdfast.outbox_lanes limit 1'));
  await running.drain(1000);
};

const results = new Map<string, number[]>();
const keep = (name: string, figure: number): void => void results.set(name, [...(results.get(name) ?? []), figure]);

for (let round = 0; round <= ROUNDS; round += 1) {
  if (round === 1) results.clear();
  await ground.clear();
  keep('one row in a transaction', await perSecond(EVENTS, write));
  keep('added, each in a transaction', await perSecond(EVENTS, () => add(1)));
  keep('told on the bus and marked', await perSecond(EVENTS, () => relay({ of: async () => [] })));
  await ground.clear();
  keep('added, 500 in a transaction', await perSecond(EVENTS, () => add(500)));
  keep('told, with a webhook for each', await perSecond(EVENTS, () => relay(targets)));
  keep('webhooks taken', await perSecond(EVENTS, send));
}
for (const [name, figures] of results) {
  const all = figures.map((figure) => figure.toFixed(0)).join(' ');
  process.stdout.write(`${name.padEnd(32)} ${median(figures).toFixed(0).padStart(6)}/s  (${all})\n`);
}
process.stdout.write(
  `${ground.durability}; ${EVENTS} events of 200 characters, ${WRITERS} writers, ${OBJECTS} objects\n`,
);

server.close();
await outbound.close();
await ephemeral.close();
await ground.close();
