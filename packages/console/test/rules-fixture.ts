import { beginBypass, DecisionBypass, endBypass, listBypasses } from '@holdfast/protocol/decisions/bypasses';
import {
  addDecisionRule,
  changeDecisionRule,
  DecisionRule,
  getDecisionRule,
  listDecisionRules,
  removeDecisionRule,
  tryDecisionRules,
} from '@holdfast/protocol/decisions/rules';
import { ADA_ACTS, BEN_ACTS } from './decisions-data.ts';
import { ApiProblem, type FixtureRoute, route } from './fixture-route.ts';
import { kept } from './kept.ts';
import { before, jobId } from './work-data.ts';

export const SMALL_ID = jobId(8_101);
export const TWO_ID = jobId(8_102);
export const LEVELS_ID = jobId(8_104);

const DAY = 86_400;

const rules = (text?: string): DecisionRule[] =>
  [
    {
      id: SMALL_ID,
      name: text?.slice(0, 100) ?? 'Small refunds',
      position: 10,
      kind: 'refund',
      conditions: [{ pointer: '/arguments/cents', op: 'lte', value: 5_000 }],
      effect: { do: 'approve', reason: text ?? 'Up to 50 are fine.' },
    },
    {
      id: TWO_ID,
      name: 'Large refunds',
      position: 20,
      kind: 'refund',
      conditions: [{ pointer: '/arguments/cents', op: 'gt', value: 100_000 }],
      effect: { do: 'require', required_role: 'admin', quorum: 2, second_factor: true, deadline_seconds: 3_600 },
    },
    {
      id: jobId(8_103),
      name: 'Never the registers',
      position: 30,
      kind: 'host.*',
      conditions: [
        { pointer: '/arguments/host', op: 'prefix', value: 'till-' },
        { pointer: '/arguments/zone', op: 'in', value: ['shop', text?.slice(0, 40) ?? 'store'] },
      ],
      effect: { do: 'deny' },
    },
    {
      id: LEVELS_ID,
      name: 'On call decides what is critical',
      position: 40,
      enabled: false,
      kind: '*',
      conditions: [{ pointer: '/priority', op: 'eq', value: 'critical' }],
      effect: {
        do: 'require',
        levels: [
          { required_role: 'analyst', within_seconds: 600 },
          { required_role: 'admin', within_seconds: null },
        ],
      },
    },
  ].map((one) =>
    DecisionRule.parse({
      enabled: true,
      changed_by: ADA_ACTS,
      created_at: before(9 * DAY),
      changed_at: before(2 * DAY),
      version: 1,
      ...one,
    }),
  );

const looked = (given: Readonly<Record<string, unknown>>, pointer: string): unknown =>
  given[pointer.split('/')[2] ?? ''];

const isSo = ({ op, pointer, value }: DecisionRule['conditions'][number], given: Readonly<Record<string, unknown>>) => {
  const found = looked(given, pointer);
  if (op === 'lte') return typeof found === 'number' && found <= value;
  if (op === 'gt') return typeof found === 'number' && found > value;
  return found === value;
};

interface Tried {
  readonly kind: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

const fitting = (all: readonly DecisionRule[], { kind, arguments: given }: Tried): readonly DecisionRule[] =>
  all.filter(
    (rule) =>
      rule.enabled &&
      (rule.kind.endsWith('*') ? kind.startsWith(rule.kind.slice(0, -1)) : kind === rule.kind) &&
      rule.conditions.every((condition) => isSo(condition, given)),
  );

const tried = (all: readonly DecisionRule[], wanted: Tried): object => {
  const fits = fitting(all, wanted);
  const by = fits.find(({ effect }) => effect.do !== 'require');
  const needed = fits.map(({ effect }) => effect).find((effect) => effect.do === 'require');
  return {
    fits: fits.map(({ id, name, version, effect }) => ({ id, name, version, effect, own: false })),
    verdict: by === undefined ? null : by.effect.do,
    by: by === undefined ? null : { kind: 'rule', id: by.id, name: by.name },
    reason: by?.effect.do === 'approve' ? (by.effect.reason ?? null) : null,
    needs: {
      levels: needed?.levels ?? [{ required_role: needed?.required_role ?? 'analyst', within_seconds: null }],
      quorum: needed?.quorum ?? 1,
      four_eyes: false,
      second_factor: needed?.second_factor ?? false,
      default: 'deny',
      deadline_seconds: needed?.deadline_seconds ?? DAY,
    },
  };
};

const ruleRoutes = (text: string | undefined, isEmpty: boolean): readonly FixtureRoute[] => {
  const items = isEmpty ? [] : rules(text);
  const all = kept(items);
  return [
    route(tryDecisionRules, ({ body }) => tried(items, body as Tried)),
    route(listDecisionRules, () => ({
      items: items.toSorted((one, other) => one.position - other.position),
      next_cursor: null,
    })),
    route(getDecisionRule, ({ id }) => all.find(id)),
    route(addDecisionRule, ({ body }) => {
      const wanted = body as Partial<DecisionRule>;
      if (wanted.name === 'Small refunds') ApiProblem.raise(409, 'conflict', 'There are 200 rules already.');
      const made = { position: 1_000, ...wanted, id: jobId(8_109), changed_by: ADA_ACTS, version: 1 };
      return all.add(DecisionRule.parse({ ...made, created_at: before(0), changed_at: before(0) }));
    }),
    route(changeDecisionRule, ({ id, body, headers }) => all.change(id, body as object, headers['if-match'])),
    route(removeDecisionRule, ({ id }) => all.remove(id)),
  ];
};

const bypassOf = (more: object): DecisionBypass =>
  DecisionBypass.parse({
    id: jobId(8_151),
    kinds: ['host.*'],
    reason: 'Worm in the office network.',
    by: BEN_ACTS,
    began_at: before(2 * DAY),
    ends_at: before(2 * DAY - 1_200),
    active: false,
    ended_by: ADA_ACTS,
    ...more,
  });

const bypassRoutes = (text: string | undefined, isEmpty: boolean): readonly FixtureRoute[] => {
  const lasting = { id: jobId(8_152), reason: text ?? '', began_at: before(60), ends_at: before(-600), active: true };
  const all = kept<DecisionBypass>([
    ...(text === undefined ? [] : [bypassOf({ ...lasting, ended_by: null })]),
    ...(isEmpty ? [] : [bypassOf({})]),
  ]);
  return [
    route(beginBypass, ({ body }) => {
      const { for_seconds: seconds, ...wanted } = body as { readonly for_seconds: number };
      const times = { began_at: before(0), ends_at: before(-seconds) };
      return all.add(bypassOf({ ...wanted, ...times, id: jobId(8_153), by: ADA_ACTS, active: true, ended_by: null }));
    }),
    route(listBypasses, () => all.list()),
    route(endBypass, ({ id }) => all.change(id, { active: false, ends_at: before(0), ended_by: ADA_ACTS })),
  ];
};

/** What the server answers about rules and bypasses of decisions. */
export const rulingRoutes = (text: string | undefined, isEmpty: boolean): readonly FixtureRoute[] => [
  // before what has an id in its place
  ...bypassRoutes(text, isEmpty),
  ...ruleRoutes(text, isEmpty),
];
