import type { Input } from '@holdfast/protocol/contract';
import type { addFeed, Feed } from '@holdfast/protocol/knowledge/feeds';
import { FeedId } from '@holdfast/protocol/knowledge/ids';
import { doneBy } from '../../../platform/audit/act.ts';
import { fail } from '../../../platform/failure.ts';
import { afterCommit } from '../../../platform/database/after-commit.ts';
import type { Context } from '../../../platform/http/context.ts';
import { memberOrKey } from '../../../platform/http/member-or-key.ts';
import { viewerOf } from './looking.ts';
import type { FeedsParts } from './parts.ts';
import { beginPull } from './pulling/begin-pull.ts';
import { nextPullAfter, refuseSchedule } from './schedule.ts';
import { originOf, sealHeader } from './sealed-header.ts';
import { countFeedsAlone, findFeed, insertFeed, setNextPull } from './store/feeds.ts';
import { toFeed } from './to-feed.ts';
import { aFeed, orTaken, refuseHeader, timingOf } from './wanted.ts';

const MOST = 100;

export const add = (parts: FeedsParts, ctx: Context, body: Input<typeof addFeed>['body']): Promise<Feed> => {
  const { name, url, header, filename, encoding, mapping, schedule, retry, paused } = body;
  refuseSchedule(schedule, parts.clock.now());
  refuseHeader(header);
  const id = FeedId.parse(parts.makeId());
  const place = { workspace: ctx.workspace, id, url };
  const sealed =
    header === null
      ? null
      : { name: header.name, sealed: sealHeader(parts.secrets, header.value, { ...place, headerName: header.name }) };
  const made = {
    ...{ id, name, url, filename, encoding, mapping, paused, header: sealed },
    ...timingOf(schedule, retry),
    actor: memberOrKey(ctx.principal),
  } as const;

  return orTaken(name, () =>
    ctx.db.write(async (tx) => {
      if ((await countFeedsAlone(tx)) >= MOST) fail('conflict', { detail: `A workspace has at most ${MOST} feeds.` });
      await insertFeed(tx, made);
      const facts = { origin: originOf(url), has_header: header !== null };
      await parts.audit.add(tx, { ...doneBy(ctx), action: 'feed.added', object: aFeed(id), facts });
      const stored = (await findFeed(tx, id)) ?? fail('internal');
      if (!paused) {
        await setNextPull(tx, id, nextPullAfter(schedule, { due: stored.now, now: stored.now }));
        await beginPull(tx, parts, stored, { cause: 'schedule', whole: false });
      }
      afterCommit(tx, () => parts.onChanged(tx.workspace, 'feeds'));
      return toFeed(tx, parts, (await findFeed(tx, id)) ?? stored, viewerOf(ctx));
    }),
  );
};
