import { expect, it } from 'vitest';
import { paths, serverPaths } from './paths.ts';

it('makes every link', () => {
  const { job, promises, ...others } = paths;
  const links = Object.entries({ ...others, ...serverPaths }).map(([name, path]) => `${name}: ${path()}`);
  expect(links).toMatchInlineSnapshot(`
    [
      "home: /",
      "health: /health",
      "operations: /operations",
      "queues: /operations/queues",
      "jobs: /operations/jobs",
      "deadLetters: /operations/dead-letters",
      "schedules: /operations/schedules",
      "nodes: /operations/nodes",
      "stores: /operations/stores",
      "proofs: /proofs",
      "docs: /docs",
      "openApi: /openapi.json",
      "readiness: /readyz",
    ]
  `);
  expect(job('a/b')).toBe('/operations/jobs/a%2Fb');
  expect(promises({ kind: 'load' })).toBe('/proofs?kind=load#promises');
});

it('writes a filter into the address so that nothing in it is read as anything else', () => {
  expect(paths.jobs({ queue: 'a&state=dead #', state: undefined })).toBe('/operations/jobs?queue=a%26state%3Ddead+%23');
  expect(paths.deadLetters({ queue: 'mail' })).toBe('/operations/dead-letters?queue=mail');
  expect(paths.deadLetters({ queue: 'mail', of: 'instance' })).toBe('/operations/dead-letters?of=instance&queue=mail');
});
