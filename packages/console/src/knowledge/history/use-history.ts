import type { PairId } from '@holdfast/protocol/knowledge/ids';
import { listPairVersions, type PairVersion } from '@holdfast/protocol/knowledge/pairs';
import { useLivePages } from '../../live/use-live-pages.ts';
import { KNOWLEDGE_TOPICS } from '../knowledge-topics.ts';

/** A version with a name of its own in the list. */
export type ListedVersion = PairVersion & { readonly id: string };

/** What a pair is and was, the latest first. */
export const useHistory = (id: PairId) =>
  useLivePages<ListedVersion>(
    ['pair-history', id],
    async (holdfast, cursor, signal) => {
      const { body, headers } = await holdfast.call(
        listPairVersions,
        { params: { pair_id: id }, query: { cursor } },
        { ...(signal !== undefined && { signal }) },
      );
      const items = body.items.map((version) => ({ ...version, id: String(version.version) }));
      return { body: { ...body, items }, headers };
    },
    KNOWLEDGE_TOPICS,
  );
