import type { Decision } from '@holdfast/protocol/decisions/decision';
import { tryDecisionRules } from '@holdfast/protocol/decisions/rules';
import { useQuery } from '@tanstack/react-query';
import type { FittingRule } from '../rules/why-not.ts';
import { useHoldfast } from '../../server/holdfast-context.ts';

/** The rules that fit what is asked for, as they are now; undefined until they are known, and where they cannot be. */
export const useFittingRules = (decision: Decision): readonly FittingRule[] | undefined => {
  const holdfast = useHoldfast();
  const { id, arguments_sha256: hash, outcome, kind, priority, arguments: given, asked_by: by } = decision;
  const { data } = useQuery({
    queryKey: ['rules-that-fit', id, hash],
    queryFn: async ({ signal }) => {
      const body = { kind, priority, arguments: given, ...(by.id !== null && { asker: by.id }) };
      return (await holdfast.bodyOf(tryDecisionRules, { body }, { signal })).fits;
    },
    enabled: outcome === null,
    networkMode: 'always',
    staleTime: 60_000,
    retry: false,
  });
  return outcome === null ? data : undefined;
};
