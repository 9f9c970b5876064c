import { availableParallelism } from 'node:os';
import { randomUUID } from 'node:crypto';
import { hashAlone, verifyAlone } from '../../packages/server/test/ground/hash-alone.ts';
import { applyLoad, median } from '../lib/load.ts';
import { EMAIL, PASSWORD, startGround, type Ground } from './ground.ts';
import { compare } from './statistics.ts';

const ROUNDS = Number(process.argv[2] ?? 5);
const SAMPLES = Number(process.argv[3] ?? 2000);
const AT_ONCE = 100;
const OTHERS = 4;
const PACE_MS = 20;

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const wait = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));
const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const since = performance.now();
  await work();
  return performance.now() - since;
};
const at = (values: readonly number[], share: number): number =>
  values.toSorted((left, right) => left - right)[Math.floor(values.length * share)] ?? Number.NaN;

let addresses = 0;
/** From where nobody came yet. */
const fromAnew = (): Record<string, string> => {
  addresses += 1;
  return { 'x-forwarded-for': `10.${addresses >> 16}.${(addresses >> 8) & 255}.${addresses & 255}` };
};

/** A hundred checks of a password and nothing else, as many at once as there are cores. */
const floorMs = async (): Promise<number> => {
  const stored = await hashAlone(PASSWORD);
  let left = AT_ONCE;
  const worker = async (): Promise<void> => {
    while (left-- > 0) await verifyAlone(stored, PASSWORD);
  };
  return timed(() => Promise.all(Array.from({ length: availableParallelism() }, worker)));
};

/** A hundred sign-ins at once while others ask for something else. */
const crowdMs = async ({ url, token, post }: Ground, waited: number[]): Promise<number> => {
  let isOver = false;
  const other = async (): Promise<void> => {
    while (!isOver) {
      waited.push(
        await timed(async () =>
          (await fetch(new URL('/api/v1/me', url), { headers: { authorization: `Bearer ${token}` } })).text(),
        ),
      );
      await wait(PACE_MS);
    }
  };
  const others = Array.from({ length: OTHERS }, other);
  const body = { email: EMAIL, password: PASSWORD, token: true };
  const took = await timed(async () => {
    const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => post('/api/v1/sign-in', body)));
    const refused = answers.filter(({ status }) => status !== 200).length;
    if (refused > 0) print(`${refused} of ${AT_ONCE} sign-ins were refused`);
    await Promise.all(answers.map((answer) => answer.text()));
  });
  isOver = true;
  await Promise.all(others);
  return took;
};

const measureCrowd = async (ground: Ground): Promise<void> => {
  const [ratios, seconds, waited]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    const floor = await floorMs();
    const took = await crowdMs(ground, waited);
    ratios.push(took / floor);
    seconds.push(took / 1000);
  }
  print(
    `${AT_ONCE} sign-ins at once: ${median(seconds).toFixed(2)} s, ${median(ratios).toFixed(2)} of the hashing alone (median of ${ROUNDS} rounds)`,
  );
  print(
    `others meanwhile: p50 ${at(waited, 0.5).toFixed(1)} ms, p99 ${at(waited, 0.99).toFixed(1)} ms of ${waited.length}`,
  );
};

/** What it costs to find out who asks, against the probe, which believes everybody. */
const measureChecks = async (ground: Ground): Promise<void> => {
  const { url, token, post } = ground;
  const key = await makeKey(ground);
  const callers: Readonly<Record<string, string>> = {
    probe: `probe.analyst.${randomUUID()}.${randomUUID()}`,
    'sign-in': token,
    ...(key === undefined ? {} : { key }),
  };
  const p50: Record<string, number[]> = {};
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [name, shown] of Object.entries(callers)) {
      const authorization = `Bearer ${shown}`;
      const note = await post('/api/v1/probe/notes', { title: 'measured', body: 'x' }, { authorization });
      const { id } = (await note.json()) as { id: string };
      const to = { url: new URL(`/api/v1/probe/notes/${id}`, url), headers: { authorization } };
      (p50[name] ??= []).push((await applyLoad({ ...to, connections: 1, milliseconds: 1000 })).p50);
    }
  for (const [name, values] of Object.entries(p50))
    print(
      `a GET by ${name.padEnd(8)} p50 ${median(values).toFixed(3)} ms, ${(median(values.map((value, round) => value - (p50['probe']?.[round] ?? 0))) * 1000).toFixed(0)} us beyond the probe`,
    );
  if (key === undefined) print('a GET by key: not measured, no key could be made');
};

const makeKey = async ({ post, token }: Ground): Promise<string | undefined> => {
  const body = { name: 'bench', scopes: ['knowledge:read', 'knowledge:write'] };
  const answer = await post('/api/v1/keys', body, { authorization: `Bearer ${token}` });
  return answer.status === 201 ? ((await answer.json()) as { key: string }).key : undefined;
};

const KINDS = ['known', 'unknown', 'held back'] as const;
type Kind = (typeof KINDS)[number];
const HELD = 'held@holdfast.example';

/** Whether the time of a refusal tells that there is an account, or that it is held back. */
const measureSilence = async ({ post, sql }: Ground): Promise<void> => {
  await sql(`insert into auth.accounts (id, email, email_key, name, password_hash, operator)
    select gen_random_uuid(), '${HELD}', '${HELD}', 'Held', password_hash, true from auth.accounts limit 1`);
  const ask = async (email: string): Promise<number> =>
    timed(async () => (await post('/api/v1/sign-in', { email, password: 'not this one at all' }, fromAnew())).text());
  for (let sample = 0; sample < 12; sample += 1) await ask(HELD);
  const times: Record<Kind, number[]> = { known: [], unknown: [], 'held back': [] };
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    // nobody has tried anything lately but the one that is held back, so that each is looked at
    await sql('delete from auth.tries where level < 8');
    const email: Record<Kind, string> = {
      known: EMAIL,
      unknown: `nobody-${sample}@holdfast.example`,
      'held back': HELD,
    };
    for (const turn of KINDS.keys()) {
      const kind = KINDS[(sample + turn) % KINDS.length] ?? 'known';
      times[kind].push(await ask(email[kind]));
    }
  }
  for (const kind of ['unknown', 'held back'] as const) {
    const { u, z, effectMs } = compare(times.known, times[kind]);
    print(
      `known (${times.known.length}, p50 ${at(times.known, 0.5).toFixed(1)} ms) against ${kind} (${times[kind].length}, p50 ${at(times[kind], 0.5).toFixed(1)} ms): U ${u.toFixed(0)}, z ${z.toFixed(2)}, effect ${effectMs.toFixed(2)} ms`,
    );
  }
};

const ground = await startGround();
try {
  await measureCrowd(ground);
  await measureChecks(ground);
  await measureSilence(ground);
} finally {
  await ground.stop();
}
