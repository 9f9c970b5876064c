import type { Member } from '@holdfast/protocol/identity/members';
import { getMember, listMembers } from '@holdfast/protocol/identity/members';
import type { Topic } from '@holdfast/protocol/live/topic';
import { useLive } from '../../live/use-live.ts';
import { type LivePages, useLivePages } from '../../live/use-live-pages.ts';

/** Nothing tells of people. */
const NO_TOPICS: readonly Topic[] = [];

export const useMembers = (): LivePages<Member> =>
  useLivePages(
    ['members'],
    (holdfast, cursor, signal) =>
      holdfast.call(listMembers, { query: { cursor } }, { ...(signal !== undefined && { signal }) }),
    NO_TOPICS,
  );

export const useMember = (id: string) =>
  useLive<Member>({
    key: ['member', id],
    ask: (holdfast, signal) => holdfast.call(getMember, { params: { member_id: id } }, { signal }),
  });
