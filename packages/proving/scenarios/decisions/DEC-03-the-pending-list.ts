import type { Decision, DecisionSummary } from '@holdfast/protocol/decisions/decision';
import { act, askFor, DECISIONS } from '../../src/decisions/asking.ts';
import type { Caller } from '../../src/identity/caller.ts';
import { setUpInstance } from '../../src/identity/instance.ts';
import { expectAnswer, expectBody } from '../../src/oracles/expect-answer.ts';
import { expectSame } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

const PRIORITIES = ['critical', 'high', 'medium', 'low'] as const;
const KINDS = ['refund', 'host.isolate', 'mail'] as const;
const ROUNDS = 6;
const LIMIT = 5;

interface Page {
  readonly items: readonly DecisionSummary[];
  readonly next_cursor: string | null;
}

const pageOf = async (reader: Caller, query: string): Promise<Page> =>
  expectBody<Page>(await reader.ask('GET', `${DECISIONS}?${query}`), 200);

const idsOf = (decisions: readonly Pick<Decision, 'id'>[]): string[] => decisions.map(({ id }) => id);

/** Asked for one after the other, in turn of every priority and kind. */
const askForMany = async (asker: Caller): Promise<Decision[]> => {
  const asked: Decision[] = [];
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [at, priority] of PRIORITIES.toReversed().entries())
      asked.push(await askFor(asker, { priority, kind: KINDS[(round + at) % KINDS.length], title: `${round}` }));
  return asked;
};

/** The order as the claim has it, made by the proof itself. */
const inOrder = (asked: readonly Decision[]): Decision[] =>
  PRIORITIES.flatMap((priority) => asked.filter((one) => one.priority === priority));

const judgePages = async (reader: Caller, asked: readonly Decision[], meanwhile: () => Promise<Decision>) => {
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Page = await pageOf(reader, `limit=${LIMIT}${cursor === null ? '' : `&cursor=${cursor}`}`);
    seen.push(...idsOf(page.items));
    if (cursor === null) await meanwhile();
    cursor = page.next_cursor;
  } while (cursor !== null);
  const first = new Set(idsOf(asked));
  expectSame(
    seen.filter((id) => first.has(id)),
    idsOf(inOrder(asked)),
    'pages have each that was there once, in order, while another comes',
  );
};

const judgeFilters = async (reader: Caller, asked: readonly Decision[]): Promise<void> => {
  const fitting = async (query: string, fits: (one: Decision) => boolean): Promise<void> =>
    expectSame(idsOf((await pageOf(reader, query)).items), idsOf(inOrder(asked.filter(fits))), `?${query}`);
  for (const priority of PRIORITIES) await fitting(`priority=${priority}`, (one) => one.priority === priority);
  for (const kind of KINDS) await fitting(`kind=${kind}`, (one) => one.kind === kind);
  await fitting('kind=mail&priority=high', (one) => one.kind === 'mail' && one.priority === 'high');
  await fitting('kind=nothing', () => false);
  await fitting('required_role=analyst', () => true);
  await fitting('required_role=admin', () => false);
};

const judgeClaims = async (
  { admin, analyst }: { readonly admin: Caller; readonly analyst: Caller },
  asked: readonly Decision[],
): Promise<void> => {
  const [one, other] = inOrder(asked) as [Decision, Decision, ...Decision[]];
  await act(analyst, one, 'claim');
  const first = async (reader: Caller, claimed: string): Promise<string[]> =>
    idsOf((await pageOf(reader, `claimed=${claimed}&limit=1`)).items);
  expectSame(await first(analyst, 'by_me'), [one.id], 'whoever claimed one finds it');
  expectSame(await first(admin, 'by_others'), [one.id], 'others see that somebody has it');
  expectSame(await first(admin, 'by_me'), [], 'nobody else has it');
  expectSame(await first(admin, 'by_nobody'), [other.id], 'the next one is free');
};

const judgeWhatIsOver = async (analyst: Caller, asked: readonly Decision[]): Promise<void> => {
  const [one, other] = inOrder(asked) as [Decision, Decision, ...Decision[]];
  await act(analyst, one, 'approve', { reason: 'fits' });
  await act(analyst, other, 'return', { reason: 'which?' });
  const rest = inOrder(asked).slice(2);
  expectSame(
    idsOf((await pageOf(analyst, 'limit=100')).items),
    idsOf(rest),
    'what was decided or returned waits no more',
  );
  expectSame(idsOf((await pageOf(analyst, 'status=returned')).items), [other.id], 'returned ones have a list');
  expectSame(idsOf((await pageOf(analyst, 'status=approved')).items), [one.id], 'approved ones have a list');
};

const judgeBadQueries = async (reader: Caller): Promise<void> => {
  for (const query of ['priority=urgent', 'status=open', 'limit=0', 'limit=x', 'cursor=x', 'kind=No', 'claimed=me'])
    expectAnswer(await reader.ask('GET', `${DECISIONS}?${query}`), 422, 'invalid');
};

export default scenario({
  id: 'DEC-03',
  kind: 'integration',
  tier: 'pr',
  needs: ['lab', 'database'],
  weight: 'important',
  claim:
    'The pending list has the most urgent first and of them the oldest; filters of priority, kind, role and claim leave exactly what fits; pages have each once, also while others come; what is decided is in it no more.',
  async run({ lab }) {
    const node = await lab.node({ entry: 'product', database: await lab.database() });
    const space = await (await setUpInstance(node)).workspace('Pending');
    const [analyst] = await space.members('analyst', 1);
    const [viewer] = await space.members('viewer', 1);
    if (analyst === undefined || viewer === undefined) throw new Error('one of each was asked for');
    const asked = await askForMany(space.admin);
    expectSame(
      idsOf((await pageOf(viewer, 'limit=100')).items),
      idsOf(inOrder(asked)),
      'the most urgent, then the oldest',
    );
    await judgeFilters(viewer, asked);
    await judgeBadQueries(viewer);
    await judgePages(viewer, asked, async () => {
      const more = await askFor(space.admin, { priority: 'critical' });
      await act(space.admin, more, 'cancel');
      return more;
    });
    await judgeClaims({ admin: space.admin, analyst }, asked);
    await judgeWhatIsOver(analyst, asked);
  },
});
