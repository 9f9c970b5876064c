import { until } from '../../lab/wait.ts';
import type { Caller } from '../caller.ts';

/** Everything that a stream of live events says, as text. */
export interface Following {
  /** All that was said when this word had come. */
  until(word: string): Promise<string>;
  close(): void;
}

const PATIENCE_SECONDS = 10;

export const followWork = async ({ place, token, workspace }: Caller): Promise<Following> => {
  const over = new AbortController();
  const response = await fetch(new URL('/api/v1/events?topics=work', place.url), {
    headers: {
      authorization: `Bearer ${token}`,
      ...(workspace === undefined ? {} : { 'holdfast-workspace': workspace }),
    },
    signal: over.signal,
  });
  let heard = '';
  const listen = async (): Promise<void> => {
    for await (const piece of response.body?.pipeThrough(new TextDecoderStream()) ?? []) heard += piece;
  };
  // it ends by being closed
  const listening = listen().catch(() => undefined);
  const following: Following = {
    async until(word) {
      await until(`the stream to say ${word}`, { seconds: PATIENCE_SECONDS }, async () => heard.includes(word));
      return heard;
    },
    close() {
      over.abort();
      void listening;
    },
  };
  await following.until('following');
  return following;
};
