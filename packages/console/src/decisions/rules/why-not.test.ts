import { tryDecisionRules } from '@holdfast/protocol/decisions/rules';
import { expect, it } from 'vitest';
import { whyItWaits, whyNot } from './why-not.ts';

const ID = '0195a000-0000-7000-8000-000000008101';
const Fits = tryDecisionRules.answers[200].shape.fits;
const rules = (...all: readonly object[]) =>
  Fits.parse(all.map((effect) => ({ id: ID, name: 'One', version: 2, own: false, effect })));

const APPROVES = { do: 'approve' };
const DENIES = { do: 'deny' };
const waits = { options: [], quorum: 1, second_factor: false, required_by: [] };

it.each([
  [[APPROVES], undefined],
  [[APPROVES, DENIES], 'not this time: what denies wins'],
  [[APPROVES, { do: 'require', quorum: 2 }], 'not this time: another rule requires people'],
  [[APPROVES, { do: 'require', deadline_seconds: 900 }], undefined],
  [[DENIES, APPROVES], undefined],
])('of %j the first: %s', (effects, why) => {
  const all = rules(...effects);
  expect(all.slice(0, 1).map((rule) => whyNot(rule, all))).toEqual([why]);
});

it('counts no rule of whoever asks', () => {
  const own = rules(APPROVES).map((rule) => ({ ...rule, own: true }));
  expect(own.map((rule) => whyNot(rule, own))).toEqual(['not for whoever asks: they made it say so']);
});

it.each([
  [APPROVES, waits, 'made or changed after it was asked'],
  [DENIES, waits, 'made or changed after it was asked: counts when it is edited'],
  [APPROVES, { ...waits, quorum: 2 }, 'not this time: people are required'],
  [APPROVES, { ...waits, options: [{ id: 'a', title: 'A' }] }, 'not this time: somebody has to choose a way'],
  [{ do: 'require', quorum: 2 }, waits, 'made or changed after it was asked: counts when it is edited'],
  [{ do: 'require', quorum: 2 }, { ...waits, required_by: rules(APPROVES) }, undefined],
])('%j of %j: %s', (effect, decision, why) => {
  const all = rules(effect);
  expect(all.map((rule) => whyItWaits(rule, all, decision))).toEqual([why]);
});
