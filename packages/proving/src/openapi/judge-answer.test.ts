import { expect, test } from 'vitest';
import type { Answer } from '../http.ts';
import type { Operation } from './description.ts';
import { faultsOf } from './judge-answer.ts';

const counted = (count: string) => ({
  type: 'object',
  properties: { [count]: { type: 'integer' } },
  required: [count],
});
const operation = {
  answers: { 200: { content: { 'text/event-stream': { schema: { oneOf: [counted('more'), counted('last')] } } } } },
} as unknown as Operation;

const streamed = (body: string): Answer =>
  ({ status: 200, headers: new Headers({ 'content-type': 'text/event-stream' }), body }) as unknown as Answer;

test('each event of a stream that has ended is judged', () => {
  const good = 'retry: 1000\n\nid: 1\nevent: more\ndata: {"more":1}\n\nevent: last\ndata: {"last":2}\n\n';
  expect(faultsOf(operation, streamed(good), {})).toEqual([]);
  expect(faultsOf(operation, streamed(''), {})).toEqual([]);
  expect(faultsOf(operation, streamed(`${good}event: last\ndata: {"last":"x"}\n\n`), {})).toEqual([
    '200: the body is none of what it may be',
  ]);
});
