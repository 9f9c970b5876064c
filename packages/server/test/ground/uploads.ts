import { createHash, randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { tokenOf, type TestSystem } from './system.ts';

export const FILES = '/api/v1/probe/files';

export const digest = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

interface Sent {
  readonly body?: RequestInit['body'];
  readonly query?: string;
  readonly headers?: Record<string, string>;
  readonly role?: string;
  readonly workspace?: string;
}

/** Files sent to the probe of a system, in whatever way. */
export const uploadsTo = (system: TestSystem) => {
  const left = (): Promise<string[]> => readdir(join(system.folder, 'files', 'scratch'));
  return {
    /** What lies in the folder of the server. */
    left,
    nothingIsLeft: () => expect.poll(left).toEqual([]),

    async post({ body = 'a,b\n', query = '', headers = {}, role = 'analyst', workspace }: Sent) {
      const authorization = `Bearer ${tokenOf(role, workspace)}`;
      const init = { method: 'POST', body, headers: { 'content-type': 'text/csv', authorization, ...headers } };
      return answerOf(await system.fetch(`${FILES}${query}`, init));
    },

    async postForm(form: FormData, query = '') {
      const headers = { authorization: `Bearer ${tokenOf('analyst')}` };
      return answerOf(await system.fetch(`${FILES}${query}`, { method: 'POST', body: form, headers }));
    },
  };
};

const answerOf = async (response: Response) => ({
  status: response.status,
  headers: response.headers,
  json: (await response.json()) as Record<string, unknown>,
});

export const formOf = (parts: Readonly<Record<string, string | File>>): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(parts)) form.append(name, value);
  return form;
};

/** The head of a request whose body the test writes itself. */
export const headOf = (length: number | 'chunked', headers = '', workspace: string = randomUUID()): string =>
  [
    `POST ${FILES} HTTP/1.1`,
    'Host: x',
    `Authorization: Bearer ${tokenOf('analyst', workspace)}`,
    length === 'chunked' ? 'Transfer-Encoding: chunked' : `Content-Length: ${length}`,
    `${headers}\r\n`,
  ].join('\r\n');
