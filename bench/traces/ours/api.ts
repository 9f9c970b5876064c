import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

type Query = Readonly<Record<string, string>>;

/** The public API, asked with a real key. */
export interface Api {
  readonly key: string;
  get<Answer>(path: string, query?: Query): Promise<Answer>;
  /** Undefined where nothing is. */
  maybe<Answer>(path: string, query?: Query): Promise<Answer | undefined>;
  status(path: string): Promise<number>;
}

export const apiOf = (url: string, key: string): Api => {
  const ask = async <Answer>(
    path: string,
    query: Query,
    isMissing: number | undefined,
  ): Promise<Answer | undefined> => {
    const asked = new URL(path, url);
    for (const [name, value] of Object.entries(query)) asked.searchParams.set(name, value);
    const answer = await fetch(asked, { headers: { authorization: `Bearer ${key}` } });
    const text = await answer.text();
    if (answer.status === isMissing) return undefined;
    if (!answer.ok) throw new Error(`${asked.pathname}${asked.search} answered ${answer.status}: ${text}`);
    // the contract says so
    return JSON.parse(text) as never;
  };
  return {
    key,
    get: (path, query = {}) => ask(path, query, undefined) as never,
    maybe: (path, query = {}) => ask(path, query, 404),
    async status(path) {
      const answer = await fetch(new URL(path, url), { headers: { authorization: `Bearer ${key}` } });
      await answer.arrayBuffer();
      return answer.status;
    },
  };
};

/** The first account, and a key that may write and read spans. */
export const setUp = async (url: string, folder: string): Promise<string> => {
  const post = async <Answer>(path: string, body: unknown, token?: string): Promise<Answer> => {
    const answer = await fetch(new URL(path, url), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as Answer;
  };
  const setup_token = (await readFile(join(folder, 'setup-token'), 'utf8')).trim();
  const { token } = await post<{ token: string }>('/api/v1/setup', {
    setup_token,
    email: 'ada@holdfast.example',
    password: 'a sentence nobody would guess',
    name: 'Ada',
    workspace: 'Measured',
    token: true,
  });
  const made = { name: 'bench', scopes: ['traces:write', 'traces:read'] };
  return (await post<{ key: string }>('/api/v1/keys', made, token)).key;
};
