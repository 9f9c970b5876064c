import { type DeciderRole, DECIDER_ROLES, type Level } from '@holdfast/protocol/decisions/decision';
import { RuleEffect } from '@holdfast/protocol/decisions/rules';

export interface LevelDraft {
  readonly key: number;
  readonly role: DeciderRole;
  /** Empty where it does not go on by itself. */
  readonly within: string;
}

/** What comes of a rule, as it is being written. What is not chosen is empty. */
export interface EffectDraft {
  readonly does: RuleEffect['do'];
  readonly reason: string;
  readonly role: DeciderRole | '';
  readonly quorum: string;
  readonly isFourEyes: boolean;
  readonly isSecondFactor: boolean;
  readonly deadline: string;
  readonly levels: readonly LevelDraft[];
}

const NOTHING: EffectDraft = {
  does: 'require',
  reason: '',
  role: '',
  quorum: '',
  isFourEyes: false,
  isSecondFactor: false,
  deadline: '',
  levels: [],
};

export const roleOf = (word: string): DeciderRole | undefined => DECIDER_ROLES.find((role) => role === word);

const levelDraft = ({ required_role: role, within_seconds: within }: Level, key: number): LevelDraft => ({
  key,
  role,
  within: within === null ? '' : String(within),
});

export const effectDraftOf = (effect: RuleEffect | undefined): EffectDraft => {
  if (effect === undefined) return NOTHING;
  if (effect.do !== 'require') return { ...NOTHING, does: effect.do, reason: effect.reason ?? '' };
  return {
    ...NOTHING,
    role: effect.required_role ?? '',
    quorum: effect.quorum === undefined ? '' : String(effect.quorum),
    isFourEyes: effect.four_eyes === true,
    isSecondFactor: effect.second_factor === true,
    deadline: effect.deadline_seconds === undefined ? '' : String(effect.deadline_seconds),
    levels: (effect.levels ?? []).map(levelDraft),
  };
};

const writtenEffect = (draft: EffectDraft): unknown => {
  const { does, reason, role, quorum, isFourEyes, isSecondFactor, deadline, levels } = draft;
  if (does !== 'require') return { do: does, ...(reason.trim() !== '' && { reason: reason.trim() }) };
  return {
    do: does,
    ...(role !== '' && { required_role: role }),
    ...(quorum !== '' && { quorum: Number(quorum) }),
    ...(isFourEyes && { four_eyes: true }),
    ...(isSecondFactor && { second_factor: true }),
    ...(deadline !== '' && { deadline_seconds: Number(deadline) }),
    ...(levels.length > 0 && {
      levels: levels.map((level) => ({
        required_role: level.role,
        within_seconds: level.within === '' ? null : Number(level.within),
      })),
    }),
  };
};

/** What was written, or undefined where nothing is required yet. */
export const effectOf = (draft: EffectDraft): RuleEffect | undefined => {
  const written = writtenEffect(draft);
  const isEmpty = draft.does === 'require' && Object.keys(written as object).length === 1;
  return isEmpty ? undefined : RuleEffect.safeParse(written).data;
};
