import type { Feed, FeedPull } from '@holdfast/protocol/knowledge/feeds';
import { until } from '../lab/wait.ts';
import { expectBody } from '../oracles/expect-answer.ts';
import type { Importer } from './importer.ts';

/** Somebody who has feeds. */
export interface Feeder {
  add(url: string, more?: object): Promise<Feed>;
  find(id: string): Promise<Feed>;
  /** The latest first. */
  pulls(id: string): Promise<readonly FeedPull[]>;
  /** So many pulls, and none of them under way. */
  ended(id: string, count: number, seconds?: number): Promise<readonly FeedPull[]>;
  act(id: string, act: 'pause' | 'resume'): Promise<Feed>;
}

const SECONDS = 60;

export const feederOf = ({ ask }: Importer): Feeder => {
  const pulls = async (id: string): Promise<readonly FeedPull[]> =>
    expectBody<{ items: FeedPull[] }>(await ask('GET', `/feeds/${id}/pulls?limit=200`), 200).items;
  return {
    pulls,
    add: async (url, more = {}) => {
      const body = { name: url, url, schedule: { every_minutes: 5 }, ...more };
      return expectBody<Feed>(await ask('POST', '/feeds', { body }), 201);
    },
    find: async (id) => expectBody<Feed>(await ask('GET', `/feeds/${id}`), 200),
    ended: (id, count, seconds = SECONDS) =>
      until(`${count} pulls of feed ${id} to end`, { seconds, everyMs: 100 }, async () => {
        const found = await pulls(id);
        return found.length >= count && found.every(({ ended_at: at }) => at !== null) ? found : undefined;
      }),
    act: async (id, act) => expectBody<Feed>(await ask('POST', `/feeds/${id}/${act}`), 200),
  };
};
