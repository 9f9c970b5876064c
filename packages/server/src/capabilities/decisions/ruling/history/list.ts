import type { Input } from '@holdfast/protocol/contract';
import type { listRuleHistory, RuleVersion } from '@holdfast/protocol/decisions/rule-history';
import type { DecisionRuleId } from '@holdfast/protocol/decisions/ids';
import { z } from 'zod';
import { fail } from '../../../../platform/failure.ts';
import type { Context } from '../../../../platform/http/context.ts';
import { decodeCursor } from '../../../../platform/http/cursor.ts';
import { toPage } from '../../../../platform/http/page.ts';
import type { DecisionsParts } from '../../parts.ts';
import { actorOf } from '../../to-summary.ts';
import { listVersions } from './store.ts';

const LIST = 'decisions.rule_history';
const Place = z.tuple([z.int().min(1).max(2_147_483_647)]);

export const listHistory = (
  { namesOf }: Pick<DecisionsParts, 'namesOf'>,
  { db }: Context,
  id: DecisionRuleId,
  { limit, cursor }: Input<typeof listRuleHistory>['query'],
) =>
  db.read(async (tx) => {
    const [before] = decodeCursor(LIST, Place, cursor) ?? [];
    const found = await listVersions(tx, id, { limit, before });
    // every rule has its first version
    if (found.length === 0 && before === undefined) fail('not_found');
    const page = toPage(found, { list: LIST, limit, keyOf: ({ version }) => [version] });
    const names = await namesOf(
      tx,
      page.items.map(({ by_member }) => by_member),
    );
    return {
      ...page,
      items: page.items.map(({ version, change, by_member, at, ...rule }): RuleVersion => ({
        version,
        change,
        by: actorOf({ kind: 'member', id: by_member }, names),
        at,
        rule,
      })),
    };
  });
