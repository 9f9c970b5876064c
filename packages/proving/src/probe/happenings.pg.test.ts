import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLab, createSharedLab, type OwnLab, type SharedLab } from '../lab/lab.ts';
import { ENTRIES } from '../lab/repository.ts';
import { pass, until } from '../lab/wait.ts';
import { startLoad } from '../load.ts';
import { hasBinaries } from '../postgres/binaries.ts';
import { canRunPostgres } from '../postgres/unprivileged.ts';
import { startWebhookReceiver, type Delivery } from '../simulators/webhooks/webhook-receiver.ts';
import { addWebhook, makeHappen, seeHappened } from './happenings.ts';
import { createWorkspace } from './workspace.ts';

const possible = hasBinaries() && canRunPostgres();
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const THINGS = ['a', 'b', 'c', 'd', 'e', 'f'];
/** How long the node lives under load before it is killed, each time together with its Postgres. */
const LIVES_MS = [300, 800, 1500];
let shared: SharedLab;
let lab: OwnLab;

beforeAll(() => {
  shared = createSharedLab(ENTRIES, {});
  lab = createLab(shared, new AbortController().signal);
});
afterAll(async () => {
  await lab.close();
  shared.close();
});

interface Body {
  readonly object: { readonly id: string };
  readonly sequence: number;
}
const isTaken = ({ answered = 0 }: Delivery): boolean => answered >= 200 && answered < 300;
const bodyOf = ({ body }: Delivery): Body => JSON.parse(body) as Body;

/** The numbers of a thing's events in the order in which they were first taken. */
const firstTaken = (deliveries: readonly Delivery[], thing: string): number[] => [
  ...new Set(
    deliveries
      .filter(isTaken)
      .map(bodyOf)
      .filter(({ object }) => object.id === thing)
      .map(({ sequence }) => sequence),
  ),
];

test.skipIf(!possible)(
  'webhooks come signed, in order and complete while the node is killed again and again and every fifth event is refused first',
  { timeout: 120_000 },
  async () => {
    const seen = new Set<string>();
    const receiver = lab.keep(await startWebhookReceiver({ secret: SECRET }));
    receiver.play(({ id }) => {
      const isFirst = !seen.has(id);
      seen.add(id);
      return isFirst && seen.size % 5 === 0 ? { status: 503 } : { latencyMs: 5 };
    });
    const allowed = `127.0.0.0/8:${new URL(receiver.url).port}`;
    const node = await lab.node({ environment: { HOLDFAST_OUTBOUND_ALLOW: allowed } });
    const workspace = await createWorkspace(node);
    await addWebhook(workspace, receiver.url, SECRET);

    const acknowledged: string[] = [];
    for (const lifeMs of LIVES_MS) {
      const load = startLoad(8, async (client, round) => {
        const happening = await makeHappen(workspace, THINGS[(client + round) % THINGS.length] ?? 'a');
        if (happening !== undefined) acknowledged.push(happening.id);
      });
      await pass(lifeMs);
      await node.kill();
      await load.stop();
      await node.start();
    }

    for (const thing of THINGS) {
      const happened = await seeHappened(workspace, thing);
      await until(`all that happened to ${thing} to be told`, { seconds: 60 }, () => {
        return firstTaken(receiver.deliveries, thing).length === happened;
      });
      expect(firstTaken(receiver.deliveries, thing)).toEqual(Array.from({ length: happened }, (_, index) => index + 1));
    }
    expect(acknowledged.length).toBeGreaterThan(10);
    expect(acknowledged.filter((id) => !receiver.accepted().includes(id))).toEqual([]);
    expect(new Set(receiver.deliveries.map(({ signature }) => signature))).toEqual(new Set(['good']));
    // whatever was sent again said the same under the same id
    const bodies = new Map(receiver.deliveries.map(({ id, body }) => [id, body]));
    expect(receiver.deliveries.filter(({ id, body }) => bodies.get(id) !== body)).toEqual([]);
    expect((await node.stop()).code).toBe(0);
  },
);
