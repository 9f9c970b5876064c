import type { Problem } from '@holdfast/protocol/problem';
import { randomUUID } from 'node:crypto';
import { tokenOf, type TestSystem } from './system.ts';

export interface Asked {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; a test says what it expects it to be. */
  readonly body: unknown;
}

interface Question {
  readonly role?: 'viewer' | 'analyst' | 'admin' | 'operator' | 'nobody';
  readonly workspace?: string;
  readonly member?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is. */
  readonly raw?: string | Uint8Array<ArrayBuffer>;
  /** Sent as JSON. */
  readonly json?: unknown;
  readonly signal?: AbortSignal;
}

/** One request as any program would send it, with nothing of ours between. */
export const ask = async (...asking: Parameters<typeof begin>): Promise<Asked> => readWhole(await begin(...asking));

/** The same as far as the head of its answer: a stream has begun then, and what is done next happens while it waits. */
export const begin = (
  system: TestSystem,
  line: `${string} ${string}`,
  { role = 'analyst', workspace = randomUUID(), member = randomUUID(), headers = {}, raw, json, signal }: Question = {},
): Promise<Response> => {
  const [method = '', path = ''] = line.split(' ');
  const body = raw ?? (json === undefined ? undefined : JSON.stringify(json));
  return system.fetch(path, {
    method,
    headers: {
      ...(role === 'nobody' ? {} : { authorization: `Bearer ${tokenOf(role, workspace, member)}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    redirect: 'manual',
    ...(body === undefined ? {} : { body }),
    ...(signal === undefined ? {} : { signal }),
  });
};

/** The rest of an answer. */
export const readWhole = async (answer: Response): Promise<Asked> => {
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text, body: text === '' ? undefined : parse(text) };
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** What a problem says about one field of the request. */
export const fieldsOf = ({ body }: Asked): string[] =>
  ((body as Problem).errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`);
