import type { AnswerBody, Input } from '@holdfast/protocol/contract';
import type { tryDecisionRules } from '@holdfast/protocol/decisions/rules';
import { PrincipalId } from '@holdfast/protocol/ids';
import type { Context } from '../../../platform/http/context.ts';
import { exactly } from '../rules/exactness.ts';
import type { DecisionsParts } from '../parts.ts';
import { actorOf, type Names } from '../to-summary.ts';
import { judge, type Ruling } from './judge.ts';
import { readRulings } from './store.ts';
import { wishOf } from './wish.ts';

type Tried = AnswerBody<typeof tryDecisionRules>;

/** As if somebody asked who has made no rule and begun no bypass. */
export const tryRules = (
  { namesOf }: Pick<DecisionsParts, 'namesOf'>,
  { db }: Context,
  body: Input<typeof tryDecisionRules>['body'],
): Promise<Tried> => {
  exactly(body.arguments);
  return db.read(async (tx) => {
    const ruling = judge(await readRulings(tx), wishOf(body, { id: body.asker, account: undefined }));
    return toTried(ruling, ruling.decided === undefined ? new Map() : await namesOf(tx, [ruling.decided.id]));
  });
};

const toTried = ({ fits, needs, decided }: Ruling, names: Names): Tried => ({
  fits: fits.map(({ id, name, version, effect }) => ({ id, name, version, effect })),
  verdict: decided?.verdict ?? null,
  by: decided === undefined ? null : actorOf({ kind: decided.how, id: PrincipalId.parse(decided.id) }, names),
  reason: decided?.reason ?? null,
  needs: {
    levels: [...needs.levels],
    quorum: needs.quorum,
    four_eyes: needs.fourEyes,
    second_factor: needs.secondFactor,
    deadline_seconds: needs.deadlineSeconds,
    default: needs.defaultVerdict,
  },
});
