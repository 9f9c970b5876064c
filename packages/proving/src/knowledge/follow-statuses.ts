import type { Node } from '../lab/node.ts';

/** The statuses of imports as those hear them who follow live. */
export interface StatusesHeard {
  readonly heard: readonly string[];
  close(): Promise<void>;
}

export const followStatuses = async (node: Node, workspace: string): Promise<StatusesHeard> => {
  const stop = new AbortController();
  const heard: string[] = [];
  const response = await fetch(new URL('/api/v1/events?topics=imports', node.url), {
    headers: { authorization: `Bearer probe.viewer.${workspace}.${crypto.randomUUID()}` },
    signal: stop.signal,
  });
  const following = Promise.withResolvers<void>();
  const reading = (async () => {
    let text = '';
    for await (const piece of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += piece;
      const events = text.split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) {
        if (event.includes('event: following')) following.resolve();
        const data = /^data: (.*)$/mu.exec(event)?.[1];
        if (data !== undefined && event.includes('event: happened')) heard.push(statusOf(data));
      }
    }
  })().catch(() => following.resolve());
  await following.promise;
  return {
    heard,
    async close() {
      stop.abort();
      await reading;
    },
  };
};

interface Told {
  readonly data: { readonly import_id: string; readonly status: string };
}

const statusOf = (json: string): string => {
  const { data } = JSON.parse(json) as Told;
  return `${data.import_id} ${data.status}`;
};
