import { PULL_STATUSES } from '@holdfast/protocol/knowledge/feeds';
import { FeedId, FeedPullId, ImportId } from '@holdfast/protocol/knowledge/ids';
import { z } from 'zod';
import { afterCommit } from '../../../../platform/database/after-commit.ts';
import type { Write } from '../../../../platform/database/transaction.ts';
import { defineEvent } from '../../../../platform/outbox/define-event.ts';
import type { FeedsParts } from '../parts.ts';
import { noteFailure } from '../store/feeds.ts';
import { endPull, forgetOldPulls, type PullStatus, type StoredPull } from '../store/pulls.ts';

const PULL_ENDED = defineEvent({
  type: 'feed_pull_ended',
  kind: 'feed',
  data: z.strictObject({
    feed_id: FeedId,
    pull_id: FeedPullId,
    status: z.enum(PULL_STATUSES),
    attempts: z.int(),
    import_id: ImportId.nullable(),
  }),
});

const PULLS_KEPT = 1000;

export interface PullEnd {
  readonly status: Exclude<PullStatus, 'pending' | 'retrying'>;
  /** How many were made. */
  readonly attempts: number;
  readonly importId?: ImportId;
}

/** The feed is held. Nothing more is tried of this pull; everybody who looks, and the outbox, hear of it. */
export const tellEnd = async (
  tx: Write,
  { outbox, metrics, onChanged }: Pick<FeedsParts, 'outbox' | 'metrics' | 'onChanged'>,
  { id, feed_id, created_at }: StoredPull,
  { status, attempts, importId }: PullEnd,
): Promise<void> => {
  await endPull(tx, id, { status, importId: importId ?? null });
  if (status === 'dead_letter') await noteFailure(tx, feed_id, created_at);
  await forgetOldPulls(tx, feed_id, PULLS_KEPT);
  const data = { feed_id, pull_id: id, status, attempts, import_id: importId ?? null };
  await outbox.add(tx, PULL_ENDED, { object: feed_id, data });
  afterCommit(tx, () => {
    metrics.count('holdfast_feed_pulls_total', { status });
    onChanged(tx.workspace, 'feeds');
  });
};
