import { createClient } from '@holdfast/client/client';
import { topic } from '@holdfast/protocol/live/topic';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';

const things = topic({
  name: 'things',
  means: 'Changes of any thing.',
  permission: 'knowledge:read',
  scope: 'all',
  events: { thing_changed: z.object({ text: z.string() }) },
});

/** Somebody who follows live events. */
export interface Listener {
  /** Settles when nothing is missed from here on. */
  readonly ready: Promise<void>;
  readonly heard: readonly string[];
  stop(): Promise<void>;
}

export const listen = (baseUrl: string, workspace: string): Listener => {
  const token = `probe.viewer.${workspace}.${randomUUID()}`;
  const over = new AbortController();
  const ready = Promise.withResolvers<void>();
  const heard: string[] = [];
  const follow = async (): Promise<void> => {
    const news = createClient({ baseUrl, token }).live([{ topic: things }], { signal: over.signal });
    for await (const one of news) {
      if (one.news === 'following') ready.resolve();
      else if (one.news === 'happened') heard.push(one.data.text);
    }
  };
  const following = follow().catch(ready.reject);
  return {
    ready: ready.promise,
    heard,
    async stop() {
      over.abort();
      await following;
    },
  };
};
