import type { Verdict } from '@holdfast/protocol/decisions/decision';
import type { DecisionBypassId } from '@holdfast/protocol/decisions/bypasses';
import type { DecisionRule } from '@holdfast/protocol/decisions/rules';
import type { AccountId } from '@holdfast/protocol/identity/people';
import type { PrincipalId } from '@holdfast/protocol/ids';
import type { Version } from '@holdfast/protocol/version';
import { fitsCondition, type Looked } from './condition.ts';
import { requiresPeople, stricter, type Needs, type Requirement } from './needs.ts';

/** A rule that counts, as it is judged by. */
export type LiveRule = Pick<DecisionRule, 'id' | 'name' | 'kind' | 'conditions' | 'effect' | 'version'> & {
  readonly changed_account: AccountId;
};

/** A bypass that lasts. */
export interface LiveBypass {
  readonly id: DecisionBypassId;
  readonly kinds: readonly string[];
  readonly reason: string;
  readonly made_by: PrincipalId;
  readonly made_account: AccountId;
}

/** All that decides by itself at the moment. */
export interface Rulings {
  readonly rules: readonly LiveRule[];
  readonly bypasses: readonly LiveBypass[];
}

/** What is asked for. */
export interface Wish {
  readonly kind: string;
  readonly looked: Looked;
  /** The account behind the asker. */
  readonly account: AccountId | undefined;
  readonly needs: Needs;
  /** Whoever approves has to choose. */
  readonly hasOptions: boolean;
}

/** Which text of a rule. */
export type RuleText = Pick<LiveRule, 'id' | 'version'>;

export interface Ruling {
  /** Those that fit, in the order that was given. */
  readonly fits: readonly LiveRule[];
  readonly needs: Needs;
  /** Those that fit and require something. */
  readonly requiredBy: readonly RuleText[];
  /** Undefined where people decide. */
  readonly decided: DecidedByItself | undefined;
}

export type DecidedByItself = { readonly verdict: Verdict; readonly reason: string | undefined } & (
  | { readonly how: 'rule'; readonly id: DecisionRule['id']; readonly version: Version }
  | { readonly how: 'bypass'; readonly id: DecisionBypassId; readonly madeBy: PrincipalId }
);

/**
 * What denies wins, wherever it stands; then a bypass; then what requires people; then what approves. So a rule that is added to
 * hold something back does, whatever else is allowed.
 */
export const judge = ({ rules, bypasses }: Rulings, wish: Wish): Ruling => {
  const fits = rules.filter((rule) => fitsRule(rule, wish));
  const requirements = fits.flatMap(({ effect }): Requirement[] => (effect.do === 'require' ? [effect] : []));
  const requiredBy = fits.filter(({ effect }) => effect.do === 'require').map(({ id, version }) => ({ id, version }));
  const needs = requirements.reduce(stricter, wish.needs);
  const approves =
    !requirements.some(requiresPeople) && !wish.hasOptions && needs.quorum === 1 && !needs.secondFactor
      ? decidedBy(
          fits.filter(({ changed_account }) => changed_account !== wish.account),
          'approve',
        )
      : undefined;
  const denies = decidedBy(fits, 'deny');
  if (denies !== undefined) return { fits, needs: { ...needs, defaultVerdict: 'deny' }, requiredBy, decided: denies };
  return { fits, needs, requiredBy, decided: bypassed(bypasses, wish) ?? approves };
};

const decidedBy = (fits: readonly LiveRule[], verdict: Verdict): Ruling['decided'] => {
  for (const rule of fits) {
    const { effect } = rule;
    if (effect.do !== 'require' && effect.do === verdict)
      return { verdict, how: 'rule', id: rule.id, version: rule.version, reason: effect.reason };
  }
  return undefined;
};

/** Where there is something to choose nobody could say what was approved. */
const bypassed = (bypasses: readonly LiveBypass[], wish: Wish): DecidedByItself | undefined => {
  const found = bypasses.find(
    ({ kinds, made_account }) => made_account !== wish.account && kinds.some((kind) => fitsKind(kind, wish.kind)),
  );
  if (found === undefined || wish.hasOptions) return undefined;
  return { verdict: 'approve', how: 'bypass', id: found.id, madeBy: found.made_by, reason: found.reason };
};

const fitsRule = ({ kind, conditions }: LiveRule, wish: Wish): boolean =>
  fitsKind(kind, wish.kind) && conditions.every((condition) => fitsCondition(condition, wish.looked));

export const fitsKind = (pattern: string, kind: string): boolean =>
  pattern.endsWith('*') ? kind.startsWith(pattern.slice(0, -1)) : kind === pattern;
