import type { Feed, FeedPull } from '@holdfast/protocol/knowledge/feeds';
import { feederOf, type Feeder } from '../../src/knowledge/feeder.ts';
import { importerAt } from '../../src/knowledge/importer.ts';
import { tableOf } from '../../src/knowledge/tables.ts';
import { startDeployment } from '../../src/lab/deployment.ts';
import type { Lab } from '../../src/lab/lab.ts';
import { expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';
import { startFeedServer, type FeedServer } from '../../src/simulators/feeds/feed-server.ts';

const CAP_SECONDS = 240;
const ROWS = 40;
const EVERY_MS = 5 * 60_000;
const ATTEMPTS = 5;
const TIMEOUT_SECONDS = 30;
/** How far chance may move a pause, and how late a job may begin on a busy machine. */
const LEAST = 0.5;
const MOST = 1.5;
const LATE_MS = 3_000;

const rowsOf = (topic: string) =>
  tableOf(Array.from({ length: ROWS }, (_, at) => [`What is ${topic} ${at}?`, `It is ${topic} number ${at}.`]));

type Ground = Awaited<ReturnType<typeof startGround>>;
type Feeds = Awaited<ReturnType<typeof addAll>>;

const startGround = async (lab: Lab) => {
  const server = lab.keep(await startFeedServer());
  const environment = { HOLDFAST_OUTBOUND_ALLOW: new URL(server.url).host };
  const { members } = await startDeployment(lab, 2, { environment });
  const first = members[0]?.node;
  if (first === undefined) throw new Error('a deployment of two has a first node');
  const importer = importerAt(first);
  return { server, first, importer, feeder: feederOf(importer) };
};

const playAll = (server: FeedServer): void => {
  server.play('/good.csv', () => ({ table: rowsOf('good'), etag: '"1"' }));
  server.play('/flaky.csv', (nth) => (nth <= 2 ? 'reset' : { table: rowsOf('flaky') }));
  server.play('/dead.csv', () => ({ status: 500, says: 'on fire' }));
  server.play('/brief.csv', () => ({ status: 503 }));
  server.play('/silent.csv', () => 'silent');
};

const addAll = async (feeder: Feeder, { url }: FeedServer) => ({
  good: await feeder.add(`${url}/good.csv`),
  flaky: await feeder.add(`${url}/flaky.csv`),
  dead: await feeder.add(`${url}/dead.csv`),
  brief: await feeder.add(`${url}/brief.csv`, { retry: { attempts: 2, first_pause_seconds: 2 } }),
  // the usual time for one attempt; more of them would take as long each
  silent: await feeder.add(`${url}/silent.csv`, { retry: { attempts: 1 } }),
});

const outcomesOf = (pull: FeedPull | undefined) => pull?.attempts.map(({ outcome, status }) => [outcome, status]);

/** From one request to the next, in milliseconds, as the other side saw them. */
const gapsOf = (server: FeedServer, path: string): readonly number[] =>
  server
    .askedFor(path)
    .map(({ at }, nth, all) => (nth === 0 ? 0 : at - (all[nth - 1]?.at ?? 0)))
    .slice(1);

const expectBackOff = (gaps: readonly number[], firstMs: number, what: string): void => {
  const fits = gaps.every((gap, nth) => {
    const pause = firstMs * 2 ** nth;
    return gap >= pause * LEAST && gap <= pause * MOST + LATE_MS;
  });
  expectThat(fits, `${what} waits ${firstMs / 1000} s and then twice as long each time, moved by chance`, { gaps });
};

const latestOf = async ({ feeder }: Ground, { id }: Feed, seconds?: number) => (await feeder.ended(id, 1, seconds))[0];

const RESETS = [
  ['failed', null],
  ['failed', null],
  ['imported', 200],
];

const judgeWhatComes = async (ground: Ground, { good, flaky }: Feeds): Promise<void> => {
  const { importer } = ground;
  const first = await latestOf(ground, good);
  expectSame([first?.status, outcomesOf(first)], ['imported', [['imported', 200]]], 'what comes is imported at once');
  const job = await importer.ended(first?.import_id ?? '');
  expectSame([job.counts.added, job.created_by.kind], [ROWS, 'feed'], 'every row of it is stored, by the feed');
  const held = await latestOf(ground, flaky);
  expectSame([held?.status, outcomesOf(held)], ['imported', RESETS], 'a line that was cut is tried until it holds');
  await importer.ended(held?.import_id ?? '');
};

/** How long it waited after each failed attempt. */
const judgeWhatFails = async (ground: Ground, { dead, brief }: Feeds): Promise<readonly number[]> => {
  const { server, feeder } = ground;
  const letter = await latestOf(ground, dead);
  const fives = Array.from({ length: ATTEMPTS }, () => ['failed', 500]);
  expectSame([letter?.status, outcomesOf(letter)], ['dead_letter', fives], 'what always fails is a dead letter');
  const said = letter?.attempts.map(({ message }) => message?.includes('on fire'));
  expectSame(
    said,
    fives.map(() => true),
    'its history has what was said each time',
  );
  expectSame(server.askedFor('/dead.csv').length, ATTEMPTS, 'it was asked for exactly five times');
  const gaps = gapsOf(server, '/dead.csv');
  expectBackOff(gaps, 1000, 'a feed that says nothing of it');
  expectSame((await feeder.find(dead.id)).health.status, 'failing', 'the feed says that it fails');
  const short = await latestOf(ground, brief);
  expectSame([short?.status, server.askedFor('/brief.csv').length], ['dead_letter', 2], 'a feed may say how often');
  expectBackOff(gapsOf(server, '/brief.csv'), 2000, 'a feed that says so');
  return gaps;
};

/** After how many milliseconds it was left. */
const judgeWhatHangs = async (ground: Ground, { silent }: Feeds): Promise<number> => {
  const pull = await latestOf(ground, silent, TIMEOUT_SECONDS * 3);
  const [only] = pull?.attempts ?? [];
  const tookMs = Date.parse(only?.ended_at ?? '') - Date.parse(only?.started_at ?? '');
  expectSame([pull?.status, only?.code], ['dead_letter', 'outbound_timed_out'], 'what hangs is left');
  const usual = TIMEOUT_SECONDS * 1000;
  expectThat(tookMs >= usual && tookMs <= usual + LATE_MS, 'after 30 s', { tookMs });
  return tookMs;
};

const judgeTheSchedule = async ({ server, first, importer, feeder }: Ground, feeds: Feeds): Promise<void> => {
  for (const { id } of [feeds.brief, feeds.silent]) await feeder.act(id, 'pause');
  server.play('/dead.csv', () => ({ table: rowsOf('risen') }));
  await first.shiftClock(EVERY_MS);
  const [good] = await feeder.ended(feeds.good.id, 2);
  const [flaky] = await feeder.ended(feeds.flaky.id, 2);
  const [dead] = await feeder.ended(feeds.dead.id, 2);
  expectSame([good?.status, outcomesOf(good)], ['unchanged', [['unchanged', 304]]], 'what has a mark is asked by it');
  expectSame(flaky?.status, 'unchanged', 'without a mark the same file is known by itself');
  expectSame([dead?.status, dead?.cause], ['imported', 'schedule'], 'the time after a dead letter is kept');
  await importer.ended(dead?.import_id ?? '');
  const { health } = await feeder.find(feeds.dead.id);
  expectSame([health.status, health.failing_since], ['healthy', null], 'the feed is well again');
  const paths = ['/good.csv', '/flaky.csv', '/dead.csv', '/brief.csv', '/silent.csv'];
  const asked = paths.map((path) => server.askedFor(path).length);
  expectSame(asked, [2, 4, ATTEMPTS + 1, 2, 1], 'two nodes pulled each feed once, and paused ones not at all');
  expectSame((await importer.pairs()).length, ROWS * 3, 'every pair is there once');
};

export default scenario({
  id: 'OPS-01',
  kind: 'integration',
  tier: 'pr',
  needs: ['lab', 'database', 'redis'],
  weight: 'important',
  claim:
    'A feed is pulled on its schedule, once by two nodes: what comes is imported; what fails is tried again with back-off, 5 times from 1 s unless set otherwise, and exactly so often; then it is a dead letter with its history, and the next time is kept; what hangs is left after 30 s.',
  capSeconds: CAP_SECONDS,
  async run({ lab, report }) {
    const ground = await startGround(lab);
    playAll(ground.server);
    const feeds = await addAll(ground.feeder, ground.server);
    await judgeWhatComes(ground, feeds);
    const gaps = await judgeWhatFails(ground, feeds);
    const tookMs = await judgeWhatHangs(ground, feeds);
    // everything is still but the schedule
    await judgeTheSchedule(ground, feeds);
    gaps.forEach((gap, nth) => report.figure(`pause after failed attempt ${nth + 1}`, Math.round(gap), 'ms'));
    report.figure('time until a silent server was left', tookMs / 1000, 's');
  },
});
