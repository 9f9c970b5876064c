import { MOST_RULES } from '@holdfast/protocol/decisions/limits';
import { type DecisionRule, listDecisionRules } from '@holdfast/protocol/decisions/rules';
import type { Topic } from '@holdfast/protocol/live/topic';
import { useLivePages } from '../../live/use-live-pages.ts';

const NO_TOPICS: readonly Topic[] = [];

export const RULES_KEY = ['decision-rules'] as const;

/** All rules, by position. */
export const useRules = () =>
  useLivePages<DecisionRule>(
    RULES_KEY,
    (holdfast, cursor, signal) =>
      holdfast.call(
        listDecisionRules,
        { query: { cursor, limit: MOST_RULES } },
        { ...(signal !== undefined && { signal }) },
      ),
    NO_TOPICS,
  );
