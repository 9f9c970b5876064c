import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createEventParser, EVENT_CHARACTERS_MAXIMUM } from './event-parser.ts';

const STREAM =
  ': a comment\n\nid: 1\nevent: first\ndata: one\ndata:two\ndata\n\nretry: 250\r\ndata: {"x": "y: z"}\r\n\r\nid\rdata:  spaced\r\rid: a\0b\nevent: lonely\n\ndata: unfinished';

const EVENTS = [
  { event: 'first', data: 'one\ntwo\n', id: '1' },
  { event: 'message', data: '{"x": "y: z"}', id: '1' },
  { event: 'message', data: ' spaced', id: '' },
];

it('reads comments, ids, names, several lines of data and all three line ends', () => {
  const parser = createEventParser();
  expect(parser.push(STREAM)).toEqual(EVENTS);
  expect(parser.retryMs()).toBe(250);
});

it('reads the same wherever the pieces are cut', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(STREAM.length), { maxLength: 12 }), (cuts) => {
      const parser = createEventParser();
      const edges = [0, ...cuts.toSorted((a, b) => a - b), STREAM.length];
      const pieces = edges.slice(1).map((edge, index) => STREAM.slice(edges[index], edge));
      expect(pieces.flatMap((piece) => parser.push(piece))).toEqual(EVENTS);
    }),
  );
});

it('keeps the id it was started with until the stream names another', () => {
  expect(
    createEventParser('7')
      .push('data: a\n\nid: 8\ndata: b\n\n')
      .map((event) => event.id),
  ).toEqual(['7', '8']);
});

it('refuses an event without end', () => {
  const parser = createEventParser();
  const megabyte = 'x'.repeat(1024 * 1024);
  expect(() => {
    for (let sent = 0; sent <= EVENT_CHARACTERS_MAXIMUM; sent += megabyte.length) parser.push(`data: ${megabyte}\n`);
  }).toThrow(RangeError);
});
