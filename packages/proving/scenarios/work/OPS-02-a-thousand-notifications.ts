import { setUpInstance } from '../../src/identity/instance.ts';
import type { Lab } from '../../src/lab/lab.ts';
import { until } from '../../src/lab/wait.ts';
import { arrivedAt } from '../../src/notifications/arrived.ts';
import { senderAt, type Sender } from '../../src/notifications/sender.ts';
import { expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';
import { greylisting, startSmtpServer, type SmtpSimulator } from '../../src/simulators/smtp/smtp-server.ts';

const CAP_SECONDS = 240;
const MANY = 1000;
const GOOD = 900;
const REFUSED = 40;
const NOBODY = 20;
const MENDED = 10;
const PUT_OFF = 50;
const KILLS = 3;
/** How many are on their way to the mail server at once. */
const AT_ONCE = 8;

type Node = Awaited<ReturnType<Lab['node']>>;

interface Ground {
  readonly server: SmtpSimulator;
  readonly node: Node;
  readonly sender: Sender;
}

const startGround = async (lab: Lab): Promise<Ground> => {
  const server = lab.keep(await startSmtpServer());
  const environment = { HOLDFAST_SMTP_URL: server.url, HOLDFAST_MAIL_FROM: 'Holdfast <holdfast@example.com>' };
  const node = await lab.node({ entry: 'product', environment });
  const { first } = await setUpInstance(node);
  return { server, node, sender: senderAt(first.admin, node) };
};

const addresses = (what: string, count: number): string[] =>
  Array.from({ length: count }, (_, at) => `${what}-${at}@example.com`);

const good = addresses('good', GOOD);
const refused = addresses('refused', REFUSED);
const ofNobody = Array.from({ length: NOBODY }, (_, at) => `0198c0de-dead-7000-8000-${String(at).padStart(12, '0')}`);
const noAddresses = Array.from(
  { length: MANY - GOOD - REFUSED - NOBODY },
  (_, at) => ['nobody', 'two words', 'a@b@c', 'x@', '@y', 'a@x\r\nBcc: eve@example.com'][at % 6] + '.'.repeat(at),
);

/** Every tenth or so is a bad one. */
const mixed = (): string[] => {
  const bad = [...refused, ...ofNobody, ...noAddresses];
  return good.flatMap((address, at) => (at % 9 === 0 ? [address, bad[at / 9] as string] : [address]));
};

const refusing = (many: readonly string[]) => {
  const known = new Set(many);
  return { recipient: (address: string) => (known.has(address) ? 'refuse' : 'take') } as const;
};

const expectOnceEach = ({ server }: Ground, wanted: readonly string[], what: string): void => {
  const arrived = arrivedAt(server);
  const wrong = wanted.filter((address) => arrived.get(address)?.length !== 1);
  expectSame(wrong, [], `${what} got it once each`);
};

/** In seconds. */
const judgeTheMany = async (ground: Ground) => {
  const { server, sender } = ground;
  server.play(refusing(refused));
  const recipients = mixed();
  const since = performance.now();
  const batch = await sender.send(recipients, 'the-same');
  const again = await sender.send(recipients, 'the-same');
  const ended = await sender.ended(batch);
  const seconds = (performance.now() - since) / 1000;
  expectSame(again.id, batch.id, 'the same key is the same message');
  const counts = { all: MANY, waiting: 0, sent: GOOD, failed: MANY - GOOD, skipped: 0 };
  expectSame(ended.counts, counts, 'the good ones were sent and the bad ones were not');
  expectOnceEach(ground, good, 'the good ones');
  expectSame([...arrivedAt(server).keys()].length, GOOD, 'nobody else got anything');
  const reported = await sender.recipients(batch);
  expectSame(
    reported.map(({ recipient }) => recipient),
    recipients,
    'everybody is reported, in the order of the request',
  );
  const reasonOf = new Map(reported.map(({ recipient, code, reason }) => [recipient, { code, reason }]));
  for (const [many, code, says] of [
    [refused, 'refused', '550 5.1.1 No such user here'],
    [ofNobody, 'not_a_member', 'No active member'],
    [noAddresses, 'bad_address', 'neither a mail address'],
  ] as const) {
    const wrong = many.filter((one) => {
      const found = reasonOf.get(one);
      return found?.code !== code || found.reason?.includes(says) !== true;
    });
    expectSame(wrong, [], `${code} is told of each with its reason`);
  }
  return { batch, seconds };
};

const judgeTheRetry = async (ground: Ground, batch: { readonly id: string }): Promise<void> => {
  const { server, sender } = ground;
  const mended = refused.slice(0, MENDED);
  server.play(refusing(refused.slice(MENDED)));
  const before = server.tried.length;
  const begun = await sender.retry(batch as Parameters<Sender['retry']>[0]);
  expectSame(begun.counts.waiting, REFUSED + NOBODY, 'those that may be there by now are tried again');
  const ended = await sender.ended(begun);
  expectSame(
    [ended.counts.sent, ended.counts.failed],
    [GOOD + MENDED, MANY - GOOD - MENDED],
    'and reached where they are',
  );
  expectOnceEach(ground, [...good, ...mended], 'the good ones and those that were mended');
  expectSame(server.tried.slice(before).toSorted(), refused.toSorted(), 'nobody else was tried');
};

/** How many came twice. */
const judgeTheKills = async (ground: Ground): Promise<number> => {
  const { server, node, sender } = ground;
  server.play({});
  const wanted = addresses('killed', MANY);
  const came = (): number => [...arrivedAt(server).keys()].filter((address) => address.startsWith('killed')).length;
  const batch = await sender.send(wanted, 'killed');
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const enough = (MANY / (KILLS + 1)) * kill;
    await until(`${enough} of them to be sent`, { seconds: 60 }, () => came() >= enough);
    await node.kill();
    await node.start();
  }
  const ended = await sender.ended(batch);
  expectSame(ended.counts.sent, MANY, 'everybody is reached, though the node is killed');
  const arrived = wanted.map((address) => arrivedAt(server).get(address) ?? []);
  expectThat(
    arrived.every((ids) => ids.length > 0),
    'nobody is lost',
  );
  const odd = arrived.filter((ids) => new Set(ids).size !== 1);
  expectSame(odd, [], 'what comes twice has its old Message-ID');
  const twice = arrived.filter((ids) => ids.length > 1).length;
  expectThat(twice <= KILLS * AT_ONCE, 'only what was on its way can come twice', { twice });
  return twice;
};

const judgeWhatIsPutOff = async (ground: Ground): Promise<void> => {
  const { server, sender } = ground;
  server.play(greylisting);
  const wanted = addresses('later', PUT_OFF);
  const ended = await sender.ended(await sender.send(wanted, 'later'));
  expectSame(ended.counts.sent, PUT_OFF, 'what a mail server puts off is sent later');
  expectOnceEach(ground, wanted, 'those that were put off');
  const attempts = (await sender.recipients(ended)).map(({ attempts: times }) => times);
  expectSame([...new Set(attempts)], [2], 'at the second try');
};

export default scenario({
  id: 'OPS-02',
  kind: 'integration',
  tier: 'pr',
  needs: ['lab'],
  weight: 'important',
  capSeconds: CAP_SECONDS,
  claim:
    'A message to 1,000 of whom 100 are bad reaches the 900 once each and reports the 100, each with its reason; a retry sends to those alone whom it did not reach; when the node is killed meanwhile nobody is lost, and what comes twice has its old Message-ID; what the mail server puts off is sent later.',
  async run({ lab, report }) {
    const ground = await startGround(lab);
    const { batch, seconds } = await judgeTheMany(ground);
    report.figure('until 1,000 were sent or refused', seconds, 's');
    await judgeTheRetry(ground, batch);
    await judgeWhatIsPutOff(ground);
    report.figure('mails that came twice after three kills', await judgeTheKills(ground));
  },
});
