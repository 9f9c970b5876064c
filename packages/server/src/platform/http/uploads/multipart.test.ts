import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Failure } from '../../failure.ts';
import { readParts } from './multipart.ts';

interface Read {
  readonly name: string;
  readonly filename: string | undefined;
  readonly content: Buffer;
}

const partsOf = async (body: Buffer, boundary: string, cuts: readonly number[] = []): Promise<Read[]> => {
  const parts: Read[] = [];
  for await (const { name, filename, content } of readParts(cut(body, cuts), boundary)) {
    const chunks: Buffer[] = [];
    for await (const chunk of content) chunks.push(chunk);
    parts.push({ name, filename, content: Buffer.concat(chunks) });
  }
  return parts;
};

/** The same bytes in pieces of these lengths, over and over. */
async function* cut(body: Buffer, cuts: readonly number[]): AsyncGenerator<Buffer> {
  let at = 0;
  for (let index = 0; at < body.length; index += 1) {
    const length = cuts.length === 0 ? body.length : (cuts[index % cuts.length] ?? 1);
    yield body.subarray(at, at + length);
    at += length;
  }
}

const failureOf = async (body: string, boundary = 'b'): Promise<string> => {
  try {
    await partsOf(Buffer.from(body), boundary);
  } catch (error) {
    if (error instanceof Failure) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'none';
};

const written = (boundary: string, parts: readonly Read[]): Buffer =>
  Buffer.concat([
    ...parts.flatMap(({ name, filename, content }) => [
      Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"`),
      Buffer.from(filename === undefined ? '' : `; filename="${filename}"\r\nContent-Type: text/csv`),
      Buffer.from('\r\n\r\n'),
      content,
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`--${boundary}--\r\n`),
  ]);

// pieces of what a boundary is made of, so that contents almost hold one
const almostBoundary = (boundary: string) =>
  fc
    .array(fc.constantFrom('\r', '\n', '\r\n', '-', '--', `\r\n--${boundary.slice(0, -1)}`, boundary, 'x', '\0', 'é'))
    .map((pieces) => Buffer.from(pieces.join('')))
    .filter(
      (content) => !Buffer.concat([Buffer.from('\r\n'), content, Buffer.from('\r')]).includes(`\r\n--${boundary}`),
    );
const anyBytes = (boundary: string) =>
  fc
    .uint8Array({ maxLength: 300 })
    .map((bytes) => Buffer.from(bytes))
    .filter((bytes) => !bytes.includes(boundary));

test('whatever parts hold and wherever chunks end, they come back as they were written', async () => {
  const boundaries = fc.stringMatching(/^[\w'()+,./:=?-]{1,70}$/);
  await fc.assert(
    fc.asyncProperty(
      boundaries.chain((boundary) =>
        fc.record({
          boundary: fc.constant(boundary),
          parts: fc.array(
            fc.record({
              name: fc.stringMatching(/^[\w.[\] é-]{1,20}$/u),
              filename: fc.option(fc.stringMatching(/^[\w. é()]{1,20}$/u), { nil: undefined }),
              content: fc.oneof(almostBoundary(boundary), anyBytes(boundary)),
            }),
            { maxLength: 6 },
          ),
        }),
      ),
      fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 5 }),
      async ({ boundary, parts }, cuts) => {
        expect(await partsOf(written(boundary, parts), boundary, cuts)).toEqual(parts);
      },
    ),
  );
});

test('any bytes at all are parts or a malformed form, and nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.constantFrom('--b', '\r\n', '--', 'Content-Disposition: form-data; name=a', ';', '"', ' ', '\xff', 'x'),
      ),
      fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 3 }),
      async (pieces, cuts) => {
        const read = partsOf(Buffer.from(pieces.join(''), 'latin1'), 'b', cuts);
        await read.catch((error: unknown) => expect(error).toMatchObject({ name: 'Failure', code: 'malformed' }));
      },
    ),
  );
});

test('a form that the libraries of the web write is read', async () => {
  const form = new FormData();
  form.append('label', 'ä "quoted"\r\nlines');
  form.append('file', new Blob(['a,b\n']), 'we "said" ä.csv');
  const response = new Response(form);
  const boundary = /boundary=(.*)/.exec(response.headers.get('content-type') ?? '')?.[1] ?? '';
  expect(await partsOf(Buffer.from(await response.arrayBuffer()), boundary, [1])).toEqual([
    { name: 'label', filename: undefined, content: Buffer.from('ä "quoted"\r\nlines') },
    { name: 'file', filename: 'we "said" ä.csv', content: Buffer.from('a,b\n') },
  ]);
});

test('what stands before the first boundary and behind the last is passed over, and blanks behind a boundary too', async () => {
  const body =
    'before\r\n--b \t\r\ncontent-disposition: form-data; filename=x.csv; name=file\r\n\r\n1\r\n--b--behind\r\n--b';
  expect(await partsOf(Buffer.from(body), 'b')).toEqual([
    { name: 'file', filename: 'x.csv', content: Buffer.from('1') },
  ]);
});

const disposition = (text: string): string => `--b\r\nContent-Disposition: ${text}\r\n\r\n\r\n--b--`;

test.each([
  ['', 'ends before its last boundary'],
  ['no boundary at all', 'ends before its last boundary'],
  ['x'.repeat(10_000), 'does not begin with its boundary'],
  ['--b\r\n', 'ends before'],
  ['--b\r\n\r\n1\r\n--b--', 'no Content-Disposition'],
  ['--bc\r\n', 'stands within a line'],
  [disposition('form-data'), 'no Content-Disposition'],
  [disposition('attachment; name="a"'), 'no Content-Disposition'],
  [disposition('form-data; name="a'), 'no Content-Disposition'],
  [disposition('form-data; name="a" x'), 'no Content-Disposition'],
  [disposition(`form-data; name="${'n'.repeat(101)}"`), '100 characters'],
  [`--b\r\nX: ${'y'.repeat(9000)}\r\n\r\n`, '8192 bytes'],
  [disposition('form-data; name="a"').repeat(1).replace('--b--', '--b'), 'ends before'],
  [`${'--b\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n'.repeat(33)}--b--`, '32 parts'],
])('the form %j is refused', async (body, why) => {
  expect(await failureOf(body)).toMatch(/^malformed: /);
  expect(await failureOf(body)).toContain(why);
});

test.each(['', 'x'.repeat(71), 'ends with ', 'quote"', 'line\r\n', 'ü'])(
  'the boundary %j is refused',
  async (boundary) => {
    expect(await failureOf('--b', boundary)).toContain('The boundary of the form must be');
  },
);
