import { untilReleased } from '../../pause.ts';
import { startHttpSimulator, type Asked, type HttpSimulator } from '../http-simulator.ts';
import { endInReset } from '../mishap.ts';

/** What a server answers to one request for a feed. */
export type FeedTurn =
  | { readonly table: string; readonly etag?: string }
  | { readonly status: number; readonly says?: string; readonly retryAfterSeconds?: number }
  | 'reset'
  | 'silent';

/** Of one path; `nth` counts its requests from one. */
export type FeedScript = (nth: number) => FeedTurn;

/** Somebody else's server, which has files at paths. */
export interface FeedServer extends HttpSimulator {
  /** From the next request on. */
  play(path: string, script: FeedScript): void;
  askedFor(path: string): readonly Asked[];
}

export const startFeedServer = async (): Promise<FeedServer> => {
  const scripts = new Map<string, FeedScript>();
  const counts = new Map<string, number>();

  const simulator = await startHttpSimulator(async ({ asked, response, gone }) => {
    const nth = (counts.get(asked.path) ?? 0) + 1;
    counts.set(asked.path, nth);
    const turn = scripts.get(asked.path)?.(nth) ?? { status: 404 };
    if (turn === 'reset') return endInReset(response);
    if (turn === 'silent') return untilReleased(gone);
    if ('status' in turn) {
      const { status, says = '', retryAfterSeconds: after } = turn;
      const headers = {
        'content-type': 'text/plain',
        ...(after === undefined ? {} : { 'retry-after': String(after) }),
      };
      response.writeHead(status, headers).end(says);
      return;
    }
    const marks = turn.etag === undefined ? {} : { etag: turn.etag };
    if (turn.etag !== undefined && asked.headers['if-none-match'] === turn.etag) response.writeHead(304, marks).end();
    else response.writeHead(200, { 'content-type': 'text/csv', ...marks }).end(turn.table);
  });

  return {
    ...simulator,
    play(path, script) {
      scripts.set(path, script);
      counts.set(path, 0);
    },
    askedFor: (path) => simulator.asked.filter((asked) => asked.path === path),
  };
};
