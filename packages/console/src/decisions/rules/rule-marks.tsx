import type { RuleEffect } from '@holdfast/protocol/decisions/rules';
import { Mark, type MarkLook } from '../../look/mark.tsx';

const LOOKS: Readonly<Record<RuleEffect['do'], MarkLook & { readonly words: string }>> = {
  deny: { tone: 'bad', shape: 'cross', words: 'denies' },
  require: { tone: 'info', shape: 'clock', words: 'requires' },
  approve: { tone: 'ok', shape: 'check', words: 'approves' },
};

/** What a rule does. */
export const EffectMark = ({ of: effect }: { readonly of: RuleEffect['do'] }) => {
  const { words, ...look } = LOOKS[effect];
  return <Mark {...look}>{words}</Mark>;
};
