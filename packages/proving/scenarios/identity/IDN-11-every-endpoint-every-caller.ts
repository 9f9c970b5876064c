import { CONTRACTS } from '@holdfast/protocol/contracts';
import { whoMay, type Admission } from '@holdfast/protocol/testing/who-may';
import type { Http } from '../../src/http.ts';
import { setUpInstance } from '../../src/identity/instance.ts';
import { everyAsker, type Known } from '../../src/identity/matrix/askers.ts';
import { admissionOf, inHarmlessOrder, knock } from '../../src/identity/matrix/knock.ts';
import { expectBody } from '../../src/oracles/expect-answer.ts';
import { expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';

/** Whoever opens another endpoint to everybody has to come by here. */
const OPEN = [
  'process.liveness',
  'process.readiness',
  'process.version',
  'identity.get_setup',
  'identity.set_up',
  'identity.sign_in',
  'identity.sign_out',
  'identity.read_invitation',
  'identity.accept_invitation',
  'identity.ask_for_reset',
  'identity.use_reset',
  'identity.start_oidc',
  'identity.begin_oidc',
  'identity.finish_oidc',
];

/** What a viewer may beyond what concerns the own account. */
const FOR_VIEWERS = [
  'sockets.create_ticket',
  'live.follow',
  'identity.describe_key',
  'identity.get_workspace',
  // tools beyond what a viewer may are not there
  'mcp.message',
  'mcp.end_session',
  'knowledge.download_rejected_rows',
  'knowledge.download_sample',
  'knowledge.export_pairs',
  'knowledge.follow_import',
  'knowledge.get',
  'knowledge.get_embedder',
  'knowledge.get_feed',
  'knowledge.get_feed_pull',
  'knowledge.get_import',
  'knowledge.get_pair',
  'knowledge.list_import_rows',
  'knowledge.list_feed_pulls',
  'knowledge.list_feeds',
  'knowledge.list_imports',
  'knowledge.list_pair_versions',
  'knowledge.list_pairs',
  'knowledge.list_tags',
  'knowledge.search',
  'decisions.list',
  'decisions.get',
  'decisions.statistics',
  'decisions.list_rules',
  'decisions.get_rule',
  'decisions.list_rule_history',
  'decisions.try_rules',
  'decisions.list_bypasses',
  'decisions.list_steps',
  'decisions.list_revisions',
  'decisions.wait',
  'decisions.follow',
  'notifications.list',
  'notifications.count',
  'notifications.read',
  'notifications.read_all',
  'notifications.get_preferences',
  'notifications.change_preferences',
  'prices.list',
  'prices.get',
  'traces.aggregates',
  'traces.facets',
  'traces.get',
  'traces.get_span',
  'traces.histogram',
  'traces.list',
  'traces.list_sessions',
  'traces.list_spans',
  'traces.list_users',
  'traces.stats',
  'workflows.list',
  'workflows.get',
  'workflows.get_state',
  'workflows.list_patches',
  // for themselves; what is shared asks for traces:manage besides
  'views.list_trace_views',
  'views.create_trace_view',
  'views.change_trace_view',
  'views.delete_trace_view',
];

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly operationId: string }>>>>;
}

/** What is described is what is asked: a program of another version would be judged by the wrong list. */
const expectDescribed = async (http: Http): Promise<void> => {
  const { paths } = expectBody<Description>(await http('GET', '/openapi.json'), 200);
  const described = Object.values(paths).flatMap((methods) =>
    Object.values(methods).map(({ operationId }) => operationId),
  );
  expectSame(described.toSorted(), CONTRACTS.map(({ name }) => name).toSorted(), 'every endpoint is described');
};

const contracts = inHarmlessOrder(CONTRACTS);

/** One after the other: what one does to the own account comes last. */
const rowOf = async ({ caller, asker }: Known): Promise<ReadonlyMap<string, Admission>> => {
  const row = new Map<string, Admission>();
  for (const contract of contracts) {
    const answer = await knock(caller, contract);
    const admission = admissionOf(answer);
    expectSame(admission, whoMay(contract, asker), `${contract.name} answers ${caller.name} as its contract says`);
    row.set(contract.name, admission);
  }
  return row;
};

const lettingIn = (row: ReadonlyMap<string, Admission>): readonly string[] =>
  [...row].flatMap(([name, admission]) => (admission === 'let in' ? [name] : [])).toSorted();

/** Asks for nothing, and changes nothing: nobody has nothing to sign out of. */
const expectClosedToNobody = async (http: Http): Promise<number> => {
  const open: string[] = [];
  for (const contract of contracts) {
    const answer = await knock({ ask: http }, contract);
    if (admissionOf(answer) === 'let in') open.push(contract.name);
  }
  expectSame(open.toSorted(), OPEN.toSorted(), 'nothing is open that is not listed as open');
  return contracts.length;
};

export default scenario({
  id: 'IDN-11',
  kind: 'security',
  tier: 'pr',
  needs: ['lab', 'database'],
  weight: 'critical',
  claim:
    'Every endpoint lets in exactly those whom its contract names, of nobody, every role, every scope and every state of a sign-in, and only what is listed is open.',
  async run({ lab, report }) {
    const database = await lab.database();
    const node = await lab.node({ entry: 'product', database });
    await expectDescribed(node.http);
    const askers = await everyAsker(await setUpInstance(node), database);
    const rows = await Promise.all(askers.map(rowOf));
    const rowFor = (name: string) => rows[askers.findIndex(({ caller }) => caller.name === name)] ?? new Map();

    expectSame(lettingIn(rowFor('nobody')), OPEN.toSorted(), 'nothing is open that is not listed as open');
    const ofAccount = CONTRACTS.flatMap(({ name, permission }) =>
      typeof permission === 'object' && 'account' in permission ? [name] : [],
    );
    expectSame(
      lettingIn(rowFor('a viewer')),
      [...OPEN, ...ofAccount, ...FOR_VIEWERS].toSorted(),
      'a viewer may what is listed for viewers, and what concerns the own account',
    );
    expectThat(
      rows.every((row) => row.size === CONTRACTS.length),
      'everybody asked for everything',
    );
    report.figure('endpoints', CONTRACTS.length);
    report.figure('callers', askers.length);
    report.figure('requests', CONTRACTS.length * askers.length);
  },
  safe: {
    claim: 'Somebody who is not signed in is let in by those endpoints alone that are listed as open.',
    async run({ http, report }) {
      await expectDescribed(http);
      report.figure('endpoints', await expectClosedToNobody(http));
    },
  },
});
