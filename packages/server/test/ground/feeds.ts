import type { Feed, FeedPull } from '@holdfast/protocol/knowledge/feeds';
import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { ask, type Asked } from './ask.ts';
import type { TestSystem } from './system.ts';

export const FEEDS = '/api/v1/knowledge/feeds';

interface Asking {
  readonly json?: object;
  readonly version?: number;
  readonly role?: 'viewer' | 'analyst' | 'admin';
}

/** Somebody who has feeds in a workspace. */
export const feederOf = (system: TestSystem, workspace: string = randomUUID()) => {
  const say = (line: `${string} ${string}`, { json, version, role = 'analyst' }: Asking = {}): Promise<Asked> =>
    ask(system, line, {
      role,
      workspace,
      ...(json === undefined ? {} : { json }),
      ...(version === undefined ? {} : { headers: { 'if-match': `"${version}"` } }),
    });
  const found = async <Body>(line: `${string} ${string}`, status = 200, asking: Asking = {}): Promise<Body> => {
    const answer = await say(line, asking);
    expect([answer.status, answer.body]).toEqual([status, answer.body]);
    return answer.body as Body;
  };
  const feeder = {
    workspace,
    say,
    /** Nothing is pulled of it before somebody says so. */
    add: (url: string, more: object = {}): Promise<Feed> =>
      found(`POST ${FEEDS}`, 201, {
        json: { name: `Feed ${randomUUID()}`, url, schedule: { every_minutes: 60 }, paused: true, ...more },
      }),
    find: (id: string): Promise<Feed> => found(`GET ${FEEDS}/${id}`),
    pulls: async (id: string, query = 'limit=200'): Promise<FeedPull[]> =>
      (await found<{ items: FeedPull[] }>(`GET ${FEEDS}/${id}/pulls?${query}`)).items,
    begin: (id: string, whole = false): Promise<FeedPull> => found(`POST ${FEEDS}/${id}/pull?whole=${whole}`, 202),

    /** As it is when nothing more is tried of it. */
    async ended({ feed_id, id }: Pick<FeedPull, 'feed_id' | 'id'>): Promise<FeedPull> {
      let pull: FeedPull | undefined;
      await expect
        .poll(
          async () => {
            pull = await found<FeedPull>(`GET ${FEEDS}/${feed_id}/pulls/${id}`);
            return pull.ended_at;
          },
          { timeout: 30_000, interval: 50 },
        )
        .not.toBeNull();
      if (pull === undefined) throw new Error('A pull was waited for and never seen');
      return pull;
    },

    pull: async (id: string, whole = false): Promise<FeedPull> => feeder.ended(await feeder.begin(id, whole)),
  };
  return feeder;
};
