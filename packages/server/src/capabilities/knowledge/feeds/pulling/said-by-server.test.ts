import { expect, it } from 'vitest';
import { saidByServer } from './said-by-server.ts';

const said = (text: string | Buffer, type = 'text/plain', header?: string, url = 'https://example.com/') => {
  let cancelled = 0;
  const body = (async function* () {
    yield Buffer.from(text);
  })();
  const answer = { headers: { 'content-type': type }, body, cancel: () => void (cancelled += 1) };
  return saidByServer(answer, { header, url }).then((line) => ({ line, cancelled }));
};

it('what a server says is one line without markup, and its answer is let go', async () => {
  expect(await said('<style>a {}</style><h1>Not\n now</h1>', 'text/html')).toEqual({ line: 'Not now', cancelled: 1 });
  expect((await said('x'.repeat(5000))).line).toBe(`${'x'.repeat(300)} …`);
});

it('a secret that is repeated is not kept, whole or in its words', async () => {
  const secret = 'Bearer abcdefgh12345';
  expect((await said(`no: ${secret}`, 'text/plain', secret)).line).toBe('no: [header]');
  expect((await said('token abcdefgh12345 is old', 'text/plain', secret)).line).toBe('token [header] is old');
});

it('nor is the query of the URL, which viewers do not see', async () => {
  const about = async (text: string, query: string) =>
    (await said(text, 'text/html', undefined, `https://example.com/a.csv?${query}`)).line;
  expect(await about('no /a.csv?v=1&key=abcdefgh%2F1 here', 'v=1&key=abcdefgh%2F1')).toBe('no /a.csv?[query] here');
  expect(await about('<b>abcdefgh/1</b> is old', 'v=1&key=abcdefgh%2F1')).toBe('[query] is old');
  expect(await about('v 1 is old', 'v=1')).toBe('v 1 is old');
});

it('nor is its beginning, where no more is read', async () => {
  const text = `${'<i></i>'.repeat(284)} no abcdefgh12345`;
  expect((await said(text, 'text/html', 'Bearer abcdefgh12345')).line).toBe('no');
});

it('what is no text is not said', async () => {
  expect((await said('GIF89a', 'image/gif')).line).toBeUndefined();
  expect((await said(Buffer.from([0xff, 0xfe, 0x00, 0x80]))).line).toBeUndefined();
  expect((await said('')).line).toBeUndefined();
});
