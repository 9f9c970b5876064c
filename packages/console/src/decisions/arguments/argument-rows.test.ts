import { expect, it } from 'vitest';
import { argumentRows } from './argument-rows.ts';

it('shows what was changed, added and taken away, whatever the order of keys', () => {
  const was = { host: 'web-14', minutes: 1440, notify: { to: ['a'], by: 'mail' }, mode: 'soft' };
  const is = { notify: { by: 'mail', to: ['a'] }, host: 'web-14', minutes: 60, force: true };
  expect(argumentRows(is, was)).toEqual([
    { name: 'force', change: 'added', is: true },
    { name: 'host', change: 'none', is: 'web-14' },
    { name: 'minutes', change: 'changed', is: 60, was: 1440 },
    { name: 'notify', change: 'none', is: is.notify },
    { name: 'mode', change: 'removed', was: 'soft' },
  ]);
});

it('counts as people do', () => {
  const names = ['field_10', 'field_2', 'Field_3', 'field_1'];
  const is = Object.fromEntries(names.map((name) => [name, 1]));
  expect(argumentRows(is).map(({ name }) => name)).toEqual(['field_1', 'field_2', 'Field_3', 'field_10']);
});

it('tells a number from the text of it, and null from nothing', () => {
  expect(argumentRows({ a: '1', b: null }, { a: 1 }).map(({ change }) => change)).toEqual(['changed', 'added']);
});
