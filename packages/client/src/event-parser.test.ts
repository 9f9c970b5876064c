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

it('reads a long line in time that grows with it, and not with its square', () => {
  const parser = createEventParser();
  const piece = 'x'.repeat(4096);
  const began = process.cpuUsage();
  parser.push('data: ');
  for (let sent = 0; sent < 8_000_000; sent += piece.length) parser.push(piece);
  const [event] = parser.push('\n\n');
  expect(event?.data.length).toBeGreaterThanOrEqual(8_000_000);
  // split anew with each piece it took 9.2 s
  expect(process.cpuUsage(began).user / 1000).toBeLessThan(1500);
});

it('refuses a line without end', () => {
  const parser = createEventParser();
  const megabyte = 'x'.repeat(1024 * 1024);
  expect(() => {
    for (let sent = 0; sent <= EVENT_CHARACTERS_MAXIMUM; sent += megabyte.length) parser.push(megabyte);
  }).toThrow(RangeError);
});

it.each(['✓', 'a\tb', 'ä', '\u007f', 'x'.repeat(257)])(
  'passes over the id %j, which could not be sent back as a header',
  (id) => {
    expect(createEventParser('7').push(`id: ${id}\ndata: a\n\n`)).toEqual([{ event: 'message', data: 'a', id: '7' }]);
  },
);

it('completes a line at its carriage return, and takes the line feed behind it for nothing', () => {
  const parser = createEventParser();
  expect(parser.push('data: a\r\r').map(({ data }) => data)).toEqual(['a']);
  expect(parser.push('')).toEqual([]);
  expect(parser.push('\ndata: b\n\n').map(({ data }) => data)).toEqual(['b']);
});
