import { expect, test } from 'vitest';
import { runSteps } from './run-steps.ts';
import { failed, fine } from './step.ts';
import type { Step } from './step.ts';
import { judgeAudit } from './steps/audit.ts';
import { leaksIn } from './steps/leaks.ts';

test('a registry that gives no advice is no failure, and is said', () => {
  expect(judgeAudit('npm warn audit\n{ "message": "405 Method Not Allowed" }')).toEqual({
    state: 'not run',
    detail: 'the registry gave no advice (405 Method Not Allowed)',
  });
  expect(judgeAudit('')).toMatchObject({ state: 'not run' });
});

test('grave weaknesses fail, others are counted', () => {
  const report = (severity: string) =>
    JSON.stringify({
      vulnerabilities: { a: { name: 'a', severity, range: '<2' } },
      metadata: { vulnerabilities: { total: 1 } },
    });
  expect(judgeAudit(report('high'))).toEqual({ state: 'failed', detail: 'a <2: high' });
  expect(judgeAudit(report('low'))).toMatchObject({ state: 'fine' });
});

test('a leak is found by what it names', () => {
  expect(leaksIn('see /some/place/here.ts', [/\/some\/place/])).toEqual(['/some/place']);
  expect(leaksIn('nothing', [/\/some\/place/])).toEqual([]);
});

test('a step that throws has failed, and the others still run', async () => {
  const steps: Step[] = [
    { name: 'throws', run: () => Promise.reject(new Error('broken')) },
    { name: 'fails', run: async () => failed('bad') },
    { name: 'works', run: async () => fine() },
  ];
  const told: string[] = [];
  const results = await runSteps(steps, ({ name }) => told.push(name), 1);
  expect(results.map(({ name, state }) => [name, state])).toEqual([
    ['throws', 'failed'],
    ['fails', 'failed'],
    ['works', 'fine'],
  ]);
  expect(results[0]?.detail).toContain('broken');
  expect(told).toEqual(['throws', 'fails', 'works']);
});
