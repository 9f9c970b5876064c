import type { Client } from '@holdfast/client/client';

/** The last answer, and when it came by the clock of this device and of the server: ages are told by the server's. */
export interface Known<Body> {
  readonly body: Body;
  readonly at: number;
  readonly serverAt: number;
}

export interface Failing {
  readonly since: number;
  readonly error: Error;
}

/** What a view knows. An answer stays when later ones fail. */
export interface Watched<Body> {
  readonly known: Known<Body> | undefined;
  readonly failing: Failing | undefined;
}

export interface Asked<Body> {
  readonly body: Body;
  readonly headers: Headers;
}

/** Asks once. `before` is what was known, for a view that remembers what it saw or has loaded more than one page. */
export type Ask<Body> = (holdfast: Client, signal: AbortSignal, before: Body | undefined) => Promise<Asked<Body>>;

const serverTime = (headers: Headers, at: number): number => {
  const said = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(said) ? at : said;
};

export const learnt = <Body>({ body, headers }: Asked<Body>, at: number): Watched<Body> => ({
  known: { body, at, serverAt: serverTime(headers, at) },
  failing: undefined,
});

export const missed = <Body>(watched: Watched<Body> | undefined, error: Error, at: number): Watched<Body> => ({
  known: watched?.known,
  failing: { since: watched?.failing?.since ?? at, error },
});
