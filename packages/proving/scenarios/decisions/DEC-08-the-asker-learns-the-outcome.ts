import type { Decision } from '@holdfast/protocol/decisions/decision';
import type { WebhookWithSecret } from '@holdfast/protocol/webhooks/webhooks';
import { randomBytes } from 'node:crypto';
import { followToEnd, type Followed } from '../../src/decisions/follow.ts';
import { act, DECISIONS, openHouse, read, submit, type House } from '../../src/decisions/house.ts';
import { atPlace, type Caller } from '../../src/identity/caller.ts';
import { setUpInstance } from '../../src/identity/instance.ts';
import type { Member } from '../../src/identity/space.ts';
import type { Lab } from '../../src/lab/lab.ts';
import { until } from '../../src/lab/wait.ts';
import { expectAnswer, expectBody } from '../../src/oracles/expect-answer.ts';
import { expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';
import {
  startWebhookReceiver,
  type Delivery,
  type WebhookReceiver,
} from '../../src/simulators/webhooks/webhook-receiver.ts';

const MANY = 5;
/** The first pause is 5 seconds, moved by chance from half to one and a half; a busy machine may be late. */
const LEAST_PAUSE_MS = 2_500;
const MOST_PAUSE_MS = 12_500;
const TOLD = { seconds: 40 };

interface Ground {
  readonly node: Awaited<ReturnType<Lab['node']>>;
  readonly house: House;
  readonly ada: Member;
  readonly asker: Asker;
}

/** An agent that can be called back. */
interface Asker {
  readonly receiver: WebhookReceiver;
  readonly secret: string;
}

/** Another system of the workspace, which learns its secret when it is known. */
interface Observer {
  readonly receiver: WebhookReceiver;
  readonly learn: (secret: string) => void;
}

interface Told {
  readonly type: string;
  readonly object: { readonly id: string };
  readonly sequence: number;
  readonly data: { readonly verdict: string | null };
}

const told = ({ body }: Delivery): Told => JSON.parse(body) as Told;

const takenOf = ({ deliveries }: WebhookReceiver, { id }: Pick<Decision, 'id'>): readonly Delivery[] =>
  deliveries.filter((delivery) => delivery.answered === 204 && told(delivery).object.id === id);

const triedOf = ({ deliveries }: WebhookReceiver, { id }: Pick<Decision, 'id'>): readonly Delivery[] =>
  deliveries.filter((delivery) => told(delivery).object.id === id);

const submitWithCallback = (agent: Caller, { receiver, secret }: Asker): Promise<Decision> =>
  submit(agent, { callback: { url: `${receiver.url}/outcome`, secret } });

/** Returned, answered and approved: four states, of which the last is the outcome. */
const decide = async ({ node, house, ada }: Ground, decision: Decision): Promise<void> => {
  const [agent, decider] = [atPlace(house.agent, node), atPlace(ada, node)];
  for (const [who, does, body] of [
    [decider, 'return', { reason: 'Which account?' }],
    [agent, 'answer', { reason: 'The first.' }],
    [decider, 'approve', {}],
  ] as const)
    expectAnswer(await act(who, await read(agent, decision), does, body), 200);
};

const waitFor = async (agent: Caller, { id }: Decision): Promise<Decision> =>
  expectBody<Decision>(await agent.ask('GET', `${DECISIONS}/${id}/wait?timeout_s=30`), 200);

const expectFollowed = (followed: readonly Followed[]): void => {
  const versions = followed.map(({ data }) => data.version);
  expectSame(
    versions,
    versions.toSorted((one, other) => one - other),
    'a stream tells states in their order',
  );
  expectSame(new Set(versions).size, versions.length, 'and each once');
  expectSame(
    followed.map(({ event }) => event).filter((event) => event === 'decided'),
    ['decided'],
    'the outcome comes once',
  );
  expectSame(
    [followed.at(-1)?.event, followed.at(-1)?.data.outcome?.verdict],
    ['decided', 'approve'],
    'and comes last',
  );
};

/** Who waits before the answer, who comes after it, and who is called back. */
const judgeWaiting = async (ground: Ground): Promise<void> => {
  const { node, house, asker } = ground;
  const agent = atPlace(house.agent, node);
  for (let one = 0; one < MANY; one += 1) {
    const decision = await submitWithCallback(agent, asker);
    const [waited, followed] = [waitFor(agent, decision), followToEnd(agent, decision)];
    await decide(ground, decision);
    expectSame((await waited).outcome?.verdict, 'approve', 'who waits learns it');
    expectFollowed(await followed);
    expectSame((await waitFor(agent, decision)).outcome?.verdict, 'approve', 'who comes after it learns it at once');
    const last = (await followToEnd(agent, decision)).at(-1);
    expectSame([last?.event, last?.id], ['decided', '4'], 'also from the stream');
    expectSame(await followToEnd(agent, decision, last?.id), [], 'and nobody hears it twice');
    await until('the callback', TOLD, () => takenOf(asker.receiver, decision).length > 0);
    const [letter] = takenOf(asker.receiver, decision) as [Delivery];
    expectSame([told(letter).type, told(letter).data.verdict], ['decision.decided', 'approve'], 'it says the outcome');
    await until('the decision to say so', TOLD, async () => {
      return (await read(agent, decision)).callback?.delivery?.state === 'done';
    });
    expectSame(triedOf(asker.receiver, decision).length, 1, 'what was taken is not sent again');
  }
};

/** The receiver is down at the first try, and the node is killed before the second. */
const judgeKept = async (ground: Ground): Promise<number> => {
  const { node, house, asker } = ground;
  const decision = await submitWithCallback(atPlace(house.agent, node), asker);
  let isDown = true;
  asker.receiver.play(() => (isDown ? { mishap: 'reset' } : {}));
  await decide(ground, decision);
  await until('a try that failed to be written down', TOLD, async () => {
    const { callback } = await read(atPlace(house.agent, node), decision);
    return callback?.delivery?.attempts === 1 && callback.delivery.state === 'waiting';
  });
  // what came of a try is committed without waiting for the disk: the next commit that waits takes it along
  await submit(atPlace(house.agent, node));
  await node.kill();
  isDown = false;
  await node.start();
  await until('what was kept to be taken', TOLD, () => takenOf(asker.receiver, decision).length > 0);
  const [first, second, ...more] = triedOf(asker.receiver, decision);
  expectThat(first !== undefined && second !== undefined && more.length === 0, 'it was tried twice', { more });
  expectSame([second.id, second.body], [first.id, first.body], 'with the same id and the same body');
  const pauseMs = second.at - first.at;
  expectThat(pauseMs >= LEAST_PAUSE_MS && pauseMs <= MOST_PAUSE_MS, 'it waits before it is tried again', { pauseMs });
  return pauseMs;
};

/** A webhook of the workspace, which wants all that happens to decisions, and refuses every second thing at first. */
const judgeOrder = async (ground: Ground, { receiver, learn }: Observer): Promise<void> => {
  const admin = atPlace(ground.house.space.admin, ground.node);
  const body = { name: 'Everything', url: receiver.url, events: ['decision.*'] };
  learn(expectBody<WebhookWithSecret>(await admin.ask('POST', '/api/v1/webhooks', { body }), 201).secret);
  const seen = new Set<string>();
  receiver.play(({ id, body: text }) => {
    const isFirst = !seen.has(id);
    seen.add(id);
    return isFirst && (JSON.parse(text) as Told).sequence === 2 ? { status: 503 } : {};
  });
  const decision = await submitWithCallback(atPlace(ground.house.agent, ground.node), ground.asker);
  await decide(ground, decision);
  await until('all four', TOLD, () => takenOf(receiver, decision).length === 4);
  expectSame(
    takenOf(receiver, decision).map((letter) => [told(letter).sequence, told(letter).type]),
    [
      [1, 'decision.submitted'],
      [2, 'decision.moved'],
      [3, 'decision.moved'],
      [4, 'decision.decided'],
    ],
    'events of a decision come in their order, whatever was refused between',
  );
  expectSame([...new Set(receiver.deliveries.map(({ signature }) => signature))], ['good'], 'each is signed');
};

export default scenario({
  id: 'DEC-08',
  kind: 'integration',
  tier: 'pr',
  needs: ['lab', 'database'],
  weight: 'critical',
  capSeconds: 180,
  claim:
    'The asker learns the outcome once whether it waits by long poll or a stream, comes after it, or is called back: signed, in order, tried again after a pause, and kept while the receiver is down and the node is killed.',
  async run({ lab, report }) {
    const secret = `whsec_${randomBytes(32).toString('base64')}`;
    const receiver = lab.keep(await startWebhookReceiver({ secret }));
    let learned = '';
    const observing = lab.keep(await startWebhookReceiver({ secret: () => learned }));
    const observer: Observer = { receiver: observing, learn: (said) => void (learned = said) };
    const allowed = [receiver, observing].map(({ url }) => new URL(url).host).join(',');
    const node = await lab.node({ entry: 'product', environment: { HOLDFAST_OUTBOUND_ALLOW: allowed } });
    const house = await openHouse(await setUpInstance(node), 'Askers');
    const [ada] = house.analysts as [Member];
    const ground = { node, house, ada, asker: { receiver, secret } };
    await judgeWaiting(ground);
    await judgeOrder(ground, observer);
    report.figure('until the second try', await judgeKept(ground), 'ms');
    expectSame([...new Set(receiver.deliveries.map(({ signature }) => signature))], ['good'], 'each is signed');
  },
});
