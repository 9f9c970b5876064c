import type { ErrorCode } from '@holdfast/protocol/errors/book';
import type { Problem } from '@holdfast/protocol/problem';
import type { ProviderKind } from '@holdfast/protocol/providers/providers';
import type { Caller } from '../../src/identity/caller.ts';
import { setUpInstance } from '../../src/identity/instance.ts';
import { expectAnswer } from '../../src/oracles/expect-answer.ts';
import { expectSame, expectThat } from '../../src/oracles/expect-that.ts';
import { scenario } from '../../src/scenario.ts';
import type { Mishap } from '../../src/simulators/mishap.ts';
import type { ModelProvider } from '../../src/simulators/models/model-provider.ts';
import {
  addUntried,
  allowing,
  askForModels,
  idsIn,
  KINDS,
  listIn,
  MODELS,
  startListing,
} from '../../src/traces/listing-providers.ts';

const MISHAPS: readonly (readonly [string, Mishap, number, ErrorCode])[] = [
  ['says nothing', { kind: 'silent' }, 504, 'provider_timed_out'],
  ['stops in the middle', { kind: 'stalled', afterTokens: 0 }, 504, 'provider_timed_out'],
  ['answers 429', { kind: 'rate-limited', retryAfterSeconds: 90 }, 503, 'provider_busy'],
  ['answers 503', { kind: 'refused', status: 503 }, 503, 'provider_busy'],
  ['resets the line', { kind: 'reset', afterTokens: 0 }, 502, 'provider_failed'],
  ['refuses the key', { kind: 'refused', status: 401 }, 502, 'provider_failed'],
  ['answers 500', { kind: 'refused', status: 500 }, 502, 'provider_failed'],
  ['answers what is no JSON', { kind: 'malformed', afterTokens: 0 }, 502, 'provider_failed'],
];

interface Case {
  /** One that failed before it was ever asked, and one that was well once: what each is asked is counted. */
  readonly cold: ModelProvider;
  readonly warm: ModelProvider;
  readonly kind: ProviderKind;
  readonly what: string;
  readonly mishap: Mishap;
  readonly status: number;
  readonly code: ErrorCode;
}

/** A failure that names the provider and says when to come back, and that costs nothing when it is asked for again. */
const expectCold = async (admin: Caller, one: Case): Promise<void> => {
  const { cold: simulator, kind, what, mishap, status, code } = one;
  simulator.playList({ mishap });
  const name = `Cold ${kind}`;
  const provider = await addUntried(admin, simulator, kind, { name: `${name} that ${what}` });
  const failed = expectAnswer(await askForModels(admin, provider), status, code);
  const { detail } = failed.body as Problem;
  expectThat(detail.includes(name), 'the problem names the provider', { detail });
  const asked = simulator.asked.length;
  for (const refresh of [false, true]) {
    const again = expectAnswer(await askForModels(admin, provider, refresh), status, code);
    const wait = Number(again.headers.get('retry-after'));
    expectThat(wait > 0 && wait <= 90, 'it says when to come back', { wait, what });
  }
  expectSame(simulator.asked.length, asked, 'a failure is remembered, and the provider is left alone');
};

/** What was known, marked as old, with the reason. */
const expectWarm = async (admin: Caller, { warm: simulator, kind, what, mishap, code }: Case): Promise<void> => {
  const name = `Warm ${kind}`;
  const provider = await addUntried(admin, simulator, kind, { name: `${name} that ${what}` });
  expectSame(idsIn(await askForModels(admin, provider)), MODELS, 'all pages of a list are read');
  simulator.playList({ mishap });
  const answer = await askForModels(admin, provider, true);
  expectSame(idsIn(answer), MODELS, `a list that is known stays when a provider ${what}`);
  const { stale, failure } = listIn(answer);
  expectSame([stale, failure?.code], [true, code], 'it is marked as old, and says why');
  expectThat(failure?.detail.includes(name) === true, 'the failure names the provider', { failure });
};

export default scenario({
  id: 'TRC-22',
  kind: 'recovery',
  tier: 'pr',
  needs: ['lab'],
  weight: 'important',
  claim:
    'When a provider of any of three shapes says nothing, is reset, refuses, or answers nonsense, whoever has no list is told 502, 503 or 504 with the name of the provider and Retry-After, whoever has one keeps it, marked as old; the failure is remembered, and nothing is a 500.',
  async run({ lab, report }) {
    const startBoth = async () => ({ cold: lab.keep(await startListing()), warm: lab.keep(await startListing()) });
    const cases: Case[] = [];
    for (const [kind] of KINDS)
      for (const [what, mishap, status, code] of MISHAPS)
        cases.push({ ...(await startBoth()), kind, what, mishap, status, code });
    const well = lab.keep(await startListing());
    const environment = {
      HOLDFAST_OUTBOUND_ALLOW: allowing([well, ...cases.flatMap(({ cold, warm }) => [cold, warm])]),
    };
    const node = await lab.node({ entry: 'product', environment });
    const { admin } = (await setUpInstance(node)).first;

    await Promise.all(cases.flatMap((one) => [expectCold(admin, one), expectWarm(admin, one)]));
    const body = { name: 'Of a stranger', kind: 'openai', key: 'another', base_url: `${well.url}/v1` };
    expectAnswer(await admin.ask('POST', '/api/v1/providers', { body }), 422, 'provider_key_refused');
    report.figure('ways to fail', cases.length * 2);
  },
});
