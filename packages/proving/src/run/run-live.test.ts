import { afterEach, beforeEach, expect, test } from 'vitest';
import { expectAnswer } from '../oracles/expect-answer.ts';
import type { Need, Scenario } from '../scenario.ts';
import { answerJson, startHttpSimulator, type HttpSimulator } from '../simulators/http-simulator.ts';
import { knock, runLive } from './run-live.ts';

let live: HttpSimulator;
beforeEach(async () => {
  live = await startHttpSimulator(({ asked, response }) =>
    asked.path === '/version' ? answerJson(response, 200, { version: '9.9.9' }) : answerJson(response, 500, {}),
  );
});
afterEach(() => live.close());

const scenario = (needs: Need[], safe?: Scenario['safe']): Scenario => ({
  id: 'SYS-04',
  kind: 'chaos',
  tier: 'pr',
  needs,
  weight: 'critical',
  claim: 'All of it.',
  run: () => Promise.reject(new Error('the lab must not be started')),
  ...(safe === undefined ? {} : { safe }),
});

const run = (...scenarios: Scenario[]) => {
  const watcher = { started: () => undefined, finished: () => undefined };
  const signal = new AbortController().signal;
  return runLive(scenarios, { target: new URL(live.url), bars: [], signal, watcher });
};

test('what is safe is judged by its own claim, with its figures', async () => {
  const [result] = await run(
    scenario(['lab'], {
      claim: 'A part of it.',
      run: async ({ http, report }) =>
        report.figure('time', expectAnswer(await http('GET', '/version'), 200).milliseconds),
    }),
  );
  expect(result).toMatchObject({ outcome: { kind: 'held' }, scenario: { claim: 'A part of it.' } });
  expect(result?.figures).toHaveLength(1);
});

test('what falls short falls short', async () => {
  const safe: Scenario['safe'] = {
    claim: 'It answers.',
    run: async ({ http }) => void expectAnswer(await http('GET', '/'), 200),
  };
  expect((await run(scenario([], safe)))[0]?.outcome).toMatchObject({ kind: 'fell-short', measured: '500' });
});

test('what is not safe is not begun, and says why', async () => {
  const results = await run(scenario(['lab', 'database']), scenario(['http']));
  expect(results.map(({ outcome }) => outcome)).toEqual([
    {
      kind: 'not-run',
      reason:
        'left out against a live deployment: it starts, stops and breaks nodes of its own, and it needs a database that it may break',
    },
    { kind: 'not-run', reason: 'left out against a live deployment: it has no part that is known to do no harm' },
  ]);
  expect(live.asked).toEqual([]);
});

test('knocks before it proves: somebody must be there, and be Holdfast', async () => {
  expect(await knock(new URL(live.url))).toBe('9.9.9');
  const other = await startHttpSimulator(({ response }) => answerJson(response, 200, { hello: 'world' }));
  await expect(knock(new URL(other.url))).rejects.toThrow('there is no Holdfast at');
  await other.close();
  await expect(knock(new URL(other.url))).rejects.toThrow('ECONNREFUSED');
});
