import type { AnswerBody, Input } from '@holdfast/protocol/contract';
import type { tryDecisionRules } from '@holdfast/protocol/decisions/rules';
import { PrincipalId } from '@holdfast/protocol/ids';
import type { Context } from '../../../platform/http/context.ts';
import { exactly } from '../rules/exactness.ts';
import { judge } from './judge.ts';
import { liveRules } from './store.ts';
import { wishOf } from './wish.ts';

type Tried = AnswerBody<typeof tryDecisionRules>;

/** As if somebody asked who has made no rule. */
export const tryRules = async ({ db }: Context, body: Input<typeof tryDecisionRules>['body']): Promise<Tried> => {
  exactly(body.arguments);
  const rules = await db.read(liveRules);
  const { fits, needs, decided } = judge(rules, wishOf(body, { id: body.asker, account: undefined }));
  return {
    fits: fits.map(({ id, name, version, effect }) => ({ id, name, version, effect })),
    verdict: decided?.verdict ?? null,
    by:
      decided === undefined ? null : { kind: 'rule', id: PrincipalId.parse(decided.rule.id), name: decided.rule.name },
    reason: decided?.reason ?? null,
    needs: {
      levels: [...needs.levels],
      quorum: needs.quorum,
      four_eyes: needs.fourEyes,
      second_factor: needs.secondFactor,
      deadline_seconds: needs.deadlineSeconds,
      default: needs.defaultVerdict,
    },
  };
};
