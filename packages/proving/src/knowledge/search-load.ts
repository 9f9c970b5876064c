import { Agent, request } from 'node:http';
import type { Caller } from '../identity/caller.ts';
import { expectThat } from '../oracles/expect-that.ts';
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
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const since = performance.now();
  await times(clients, async () => {
    for (let question = left.pop(); question !== undefined; question = left.pop()) {
      const path = `/api/v1/knowledge/search?${new URLSearchParams({ q: question }).toString()}`;
      const asked = performance.now();
      const { status, body } = await read(ground.caller, path, agent);
      took.push(performance.now() - asked);
      expectThat(status === 200, 'a question is answered', { status, body: body.slice(0, 300) });
    }
  });
  const seconds = (performance.now() - since) / 1000;
  agent.destroy();
  return { p50: atShare(took, 0.5), p99: atShare(took, 0.99), perSecond: questions / seconds };
};

interface Read {
  readonly status: number | undefined;
  readonly body: string;
}

/** Without fetch, which takes twice as much of a core for each question. */
const read = ({ place, token, workspace }: Caller, path: string, agent: Agent): Promise<Read> =>
  new Promise((resolve, reject) => {
    const headers = {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(workspace === undefined ? {} : { 'holdfast-workspace': workspace }),
    };
    const asking = request(new URL(path, place.url), { agent, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => resolve({ status: answer.statusCode, body: Buffer.concat(chunks).toString() }));
    });
    asking.on('error', reject);
    asking.end();
  });
