import type { AnswerBody, Input } from '@holdfast/protocol/contract';
import type { tryDecisionRules } from '@holdfast/protocol/decisions/rules';
import type { AccountId } from '@holdfast/protocol/identity/people';
import { PrincipalId } from '@holdfast/protocol/ids';
import type { Read } from '../../../platform/database/transaction.ts';
import type { Context } from '../../../platform/http/context.ts';
import { exactly } from '../rules/exactness.ts';
import { refuseDefault } from '../rules/when-nobody-decides.ts';
import type { DecisionsParts } from '../parts.ts';
import { actorOf, type Names } from '../to-summary.ts';
import { judge, type Ruling } from './judge.ts';
import { readRulings } from './store.ts';
import { refuseTwoRoles, wishOf } from './wish.ts';

type Tried = AnswerBody<typeof tryDecisionRules>;

/** As if whoever is named asked, and where nobody is, somebody who has made no rule and begun no bypass. */
export const tryRules = (
  { namesOf, people }: Pick<DecisionsParts, 'namesOf' | 'people'>,
  { db }: Context,
  body: Input<typeof tryDecisionRules>['body'],
): Promise<Tried> => {
  exactly(body.arguments);
  refuseTwoRoles(body);
  refuseDefault(body);
  return db.read(async (tx) => {
    const account = await accountOf(people, tx, body.asker);
    const ruling = judge(await readRulings(tx, body.kind), wishOf(body, { id: body.asker, account }));
    const names = ruling.decided === undefined ? new Map<string, string>() : await namesOf(tx, [ruling.decided.id]);
    return toTried(ruling, account, names);
  });
};

const accountOf = async (
  people: DecisionsParts['people'],
  tx: Read,
  asker: PrincipalId | undefined,
): Promise<AccountId | undefined> => {
  if (asker === undefined) return undefined;
  const [member] = await people.members(tx, [asker]);
  return member?.account ?? (await people.read(tx, { kind: 'key', id: asker })).account;
};

const toTried = ({ fits, needs, decided }: Ruling, account: AccountId | undefined, names: Names): Tried => ({
  fits: fits.map(({ id, name, version, effect, changed_account }) => ({
    id,
    name,
    version,
    effect,
    own: changed_account === account,
  })),
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
