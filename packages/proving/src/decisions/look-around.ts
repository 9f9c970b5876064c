import type { Decision } from '@holdfast/protocol/decisions/decision';
import { openLine, requestOf, type Line } from '../line.ts';
import { pass } from '../lab/wait.ts';
import { times } from '../load.ts';
import { A_REFUND, DECISIONS, type House } from './house.ts';

/** What many clients do who look at decisions, and now and then ask for one or decide. */
export interface LookAround {
  readonly clients: number;
  /** Each does something so often, whether or not the one before was fast. */
  readonly everyMs: number;
  readonly seconds: number;
  /** Of all that is done. */
  readonly writes: number;
}

export interface Looked {
  /** From when each was due until its answer, in milliseconds. */
  readonly reads: readonly number[];
  readonly writes: readonly number[];
  /** What was answered with something else than wanted. */
  readonly odd: readonly string[];
}

const PAGES = ['', '?priority=high', '?kind=refund&limit=20', '?status=approved', '?claimed=by_nobody'];

interface Turn {
  readonly writes: boolean;
  readonly request: Buffer;
}

/** Reads the inbox in turn with single decisions, as people who go through it do. */
export const lookAround = async (house: House, ids: string[], wish: LookAround): Promise<Looked> => {
  const url = new URL(house.agent.place.url);
  const looked = { reads: [] as number[], writes: [] as number[], odd: [] as string[] };
  const turns = turnsOf(house, ids, url);
  const everyNth = wish.writes === 0 ? Number.POSITIVE_INFINITY : Math.round(1 / wish.writes);
  const since = performance.now();

  const look = async (line: Line, client: number): Promise<void> => {
    const first = since + (client * wish.everyMs) / wish.clients;
    for (let nth = 0; nth * wish.everyMs < wish.seconds * 1000; nth += 1) {
      const due = first + nth * wish.everyMs;
      if (due > performance.now()) await pass(due - performance.now());
      const number = nth * wish.clients + client;
      const turn: Turn = number % everyNth === everyNth - 1 ? turns.write(number) : turns.read(number);
      const { status, body } = await line.ask(turn.request);
      (turn.writes ? looked.writes : looked.reads).push(performance.now() - due);
      if (status !== 200 && status !== 201) looked.odd.push(`${status} ${body.toString()}`);
      if (status === 201) ids.push((JSON.parse(body.toString()) as Decision).id);
    }
    line.close();
  };
  await times(wish.clients, (client) => look(openLine(url), client));
  return looked;
};

const turnsOf = ({ agent, analysts }: House, ids: string[], url: URL) => {
  const [asking, looking] = [agent.token, analysts[0]?.token].map((token) => ({ authorization: `Bearer ${token}` }));
  const at = (path: string): URL => new URL(`${DECISIONS}${path}`, url);
  let decided = 0;
  const approve = (): Turn => ({
    writes: true,
    request: requestOf('POST', at(`/${ids[decided++]}/approve`), { ...looking, 'if-match': '"1"' }, '{}'),
  });
  const ask = (): Turn => ({
    writes: true,
    request: requestOf('POST', at(''), { ...asking }, JSON.stringify(A_REFUND)),
  });
  return {
    // as many come as go
    write: (nth: number): Turn => (nth % 2 === 0 && decided < ids.length ? approve() : ask()),
    read: (nth: number): Turn => ({
      writes: false,
      request: requestOf(
        'GET',
        at(nth % 2 === 0 ? (PAGES[(nth / 2) % PAGES.length] ?? '') : `/${ids[(nth * 7) % ids.length]}`),
        { ...looking },
      ),
    }),
  };
};
