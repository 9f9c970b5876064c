import { expect, it } from 'vitest';
import { returnPath } from './return-path.ts';

const ORIGIN = 'https://holdfast.example';

it.each([
  ['/operations/jobs?state=dead#last', '/operations/jobs?state=dead#last'],
  ['/settings/../proofs', '/proofs'],
  [undefined, '/'],
  ['', '/'],
  ['https://evil.example/', '/'],
  ['//evil.example/', '/'],
  ['/\\evil.example/', '/'],
  ['/\t/evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['/sign-in?to=/sign-in', '/'],
  ['/invitation', '/'],
])('goes on from %j to %j', (to, path) => {
  expect(returnPath(to, ORIGIN)).toBe(path);
});
