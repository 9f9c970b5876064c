import type { DeciderRole, Level, Verdict } from '@holdfast/protocol/decisions/decision';
import type { RuleEffect } from '@holdfast/protocol/decisions/rules';

/** What a decision needs to be made, and until when. */
export interface Needs {
  readonly levels: readonly [Level, ...Level[]];
  readonly quorum: number;
  readonly fourEyes: boolean;
  readonly secondFactor: boolean;
  readonly deadlineSeconds: number;
  readonly defaultVerdict: Verdict;
}

export type Requirement = Extract<RuleEffect, { do: 'require' }>;

/**
 * Whichever of the two is stricter, in everything: in what order requirements come makes no difference. Where somebody has to
 * look, that nobody did approves nothing.
 */
export const stricter = (needs: Needs, required: Requirement): Needs => ({
  levels: withRole(
    required.levels === undefined ? needs.levels : levelsOfBoth(needs.levels, required.levels),
    required.required_role,
  ),
  quorum: Math.max(needs.quorum, required.quorum ?? 1),
  fourEyes: needs.fourEyes || required.four_eyes === true,
  secondFactor: needs.secondFactor || required.second_factor === true,
  deadlineSeconds: Math.min(needs.deadlineSeconds, required.deadline_seconds ?? Number.POSITIVE_INFINITY),
  defaultVerdict: 'deny',
});

/** It asks for people, and not only for haste. */
export const requiresPeople = (required: Requirement): boolean =>
  Object.keys(required).some((key) => key !== 'do' && key !== 'deadline_seconds');

const higher = (one: DeciderRole, other: DeciderRole): DeciderRole =>
  one === 'admin' || other === 'admin' ? 'admin' : 'analyst';

type Levels = Needs['levels'];

const withRole = (levels: Levels, role: DeciderRole = 'analyst'): Levels => {
  const raised = (level: Level): Level => ({ ...level, required_role: higher(level.required_role, role) });
  const [first, ...rest] = levels;
  return [raised(first), ...rest.map(raised)];
};

/** Level by level the higher role and the shorter time; where one has no more, its last role goes on. */
const levelsOfBoth = (asked: Levels, required: readonly Level[]): Levels => {
  const at = (place: number): Level => ({
    required_role: higher(roleAt(asked, place), roleAt(required, place)),
    within_seconds: shorter(asked[place]?.within_seconds, required[place]?.within_seconds),
  });
  const places = Array.from({ length: Math.max(asked.length, required.length) - 1 }, (_nothing, place) => place + 1);
  return [at(0), ...places.map(at)];
};

const roleAt = (levels: readonly Level[], place: number): DeciderRole =>
  (levels[place] ?? levels.at(-1))?.required_role ?? 'analyst';

const shorter = (one: number | null = null, other: number | null = null): number | null => {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
};
