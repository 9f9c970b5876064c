import { expectAnswer } from '../oracles/expect-answer.ts';
import { atShare } from '../at-share.ts';
import { times } from '../load.ts';
import type { SearchGround } from './search-ground.ts';

export interface SearchPace {
  readonly p50: number;
  readonly p99: number;
  readonly perSecond: number;
}

/** So many clients that ask one question after another, each another one. */
export const measureSearch = async (ground: SearchGround, clients: number, questions: number): Promise<SearchPace> => {
  const left = Array.from({ length: questions }, () => ground.ask());
  const took: number[] = [];
  const since = performance.now();
  await times(clients, async () => {
    for (let question = left.pop(); question !== undefined; question = left.pop()) {
      const path = `/api/v1/knowledge/search?${new URLSearchParams({ q: question }).toString()}`;
      const answer = await ground.caller.ask('GET', path);
      expectAnswer(answer, 200);
      took.push(answer.milliseconds);
    }
  });
  const seconds = (performance.now() - since) / 1000;
  return { p50: atShare(took, 0.5), p99: atShare(took, 0.99), perSecond: questions / seconds };
};
