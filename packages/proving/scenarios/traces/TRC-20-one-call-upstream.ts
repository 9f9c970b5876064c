import { atPlace, type Caller } from '../../src/identity/caller.ts';
import { setUpInstance } from '../../src/identity/instance.ts';
import { startDeployment } from '../../src/lab/deployment.ts';
import { until } from '../../src/lab/wait.ts';
import { times } from '../../src/load.ts';
import { expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';
import {
  addUntried,
  allowing,
  askForModels,
  idsIn,
  listIn,
  MODELS,
  startListing,
} from '../../src/traces/listing-providers.ts';

const CALLERS = 100;
/** Long enough that all have asked before the provider answers, on a machine that does much else. */
const SLOW_MS = 4000;

export default scenario({
  id: 'TRC-20',
  kind: 'performance',
  tier: 'nightly',
  needs: ['lab', 'database', 'redis'],
  weight: 'important',
  alone: true,
  claim:
    'A hundred callers on two nodes cost one call upstream with a cold cache, one at expiry and one when all want it anew; nobody sees an empty list, and what is old is answered at once while it is renewed.',
  async run({ lab, report }) {
    const simulator = lab.keep(await startListing());
    const environment = { HOLDFAST_OUTBOUND_ALLOW: allowing([simulator]) };
    const deployment = await startDeployment(lab, 1, { entry: 'product', environment });
    const [first] = deployment.members;
    if (first === undefined) throw new Error('one node was asked for');
    const { first: space } = await setUpInstance(first.node);
    const second = await deployment.add();
    const callers: readonly Caller[] = [space.admin, atPlace(space.admin, second.node)];
    const provider = await addUntried(space.admin, simulator, 'openai', { name: 'Simulated' });

    const askAll = async (refresh: boolean) => {
      const before = simulator.asked.length;
      const answers = await times(CALLERS, (index) =>
        askForModels(callers[index % callers.length] as Caller, provider, refresh),
      );
      for (const answer of answers) expectSame(idsIn(answer), MODELS, 'everybody is given the whole list');
      const longest = Math.max(...answers.map(({ milliseconds }) => milliseconds));
      return { answers, longest, upstream: () => simulator.asked.length - before };
    };
    simulator.playList({ latencyMs: SLOW_MS });

    const cold = await askAll(false);
    expectSame(cold.upstream(), 1, 'with a cold cache the provider is asked once');
    report.figure('calls upstream with a cold cache', cold.upstream());
    report.figure('longest wait beside the provider, cold', Math.round(cold.longest - SLOW_MS), 'ms');

    const admin = await deployment.database.asAdmin();
    await admin.query(`update providers.model_lists set fetched_at = fetched_at - interval '61 minutes'`);
    await admin.close();
    const expired = await askAll(false);
    expectThat(
      expired.answers.every((answer) => listIn(answer).stale),
      'what is old is answered while it is renewed',
    );
    expectThat(expired.longest < SLOW_MS, 'nobody waits for the provider who can be given what is old', {
      longest: expired.longest,
    });
    await until(
      'the list to be new',
      { seconds: 30 },
      async () => !listIn(await askForModels(space.admin, provider)).stale,
    );
    expectSame(expired.upstream(), 1, 'at expiry the provider is asked once');
    report.figure('calls upstream at expiry', expired.upstream());
    report.figure('longest wait at expiry', Math.round(expired.longest), 'ms');

    const forced = await askAll(true);
    expectSame(forced.upstream(), 1, 'when all want it anew the provider is asked once');
    report.figure('calls upstream when forced', forced.upstream());
    expectThat(
      forced.answers.every((answer) => !listIn(answer).stale),
      'who wants it anew is given what is new',
    );
  },
});
