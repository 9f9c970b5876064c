import { expect, test } from 'vitest';
import { guardsOf, type Trier } from './guards.ts';

const namesOf = (trier: Trier): string[] => guardsOf(trier).map(({ name }) => name.replace(/:.*/, ''));
const ADDRESS = '203.0.113.9';

test.each<[string, Trier, string[]]>([
  ['a stranger', { address: ADDRESS, account: 'ada' }, ['address', 'instance', 'account']],
  ['whoever names no account', { address: ADDRESS }, ['address', 'instance']],
  ['a known browser', { address: ADDRESS, account: 'ada', known: { by: 'device', id: 'x' } }, ['account']],
  ['a known address', { address: ADDRESS, account: 'ada', known: { by: 'place' } }, ['address', 'account']],
  ['whoever is signed in', { address: ADDRESS, account: 'ada', known: { by: 'signed-in' } }, ['account']],
])('%s is counted where it should', (_name, trier, names) => {
  expect(namesOf(trier)).toEqual(names);
});

test('each who is known has tries that nobody else uses up', () => {
  const triers: Trier[] = [
    { address: ADDRESS, account: 'ada' },
    { address: ADDRESS, account: 'ada', known: { by: 'device', id: 'x' } },
    { address: ADDRESS, account: 'ada', known: { by: 'device', id: 'y' } },
    { address: ADDRESS, account: 'ada', known: { by: 'place' } },
    { address: '203.0.113.8', account: 'ada', known: { by: 'place' } },
    { address: ADDRESS, account: 'ada', known: { by: 'signed-in' } },
    { address: ADDRESS, account: 'eve', known: { by: 'device', id: 'x' } },
  ];
  expect(new Set(triers.map((trier) => guardsOf(trier).at(-1)?.name)).size).toBe(triers.length);
});

test('an address of a /64 is all of them, and no name holds an address or an e-mail', () => {
  const [one, two] = ['2001:db8::1', '2001:db8::ffff'].map((address) =>
    guardsOf({ address, account: 'ada@example.com' }),
  );
  expect(one).toEqual(two);
  expect(JSON.stringify(one)).not.toMatch(/2001|ada/);
});
