import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { READING_LIMITS } from './limits.ts';
import { readFile, surveyFile } from './read-file.ts';
import type { ReadRequest, ReadRow } from './reading.ts';
import { fileOf, readBytes } from './testing/read-bytes.ts';
import { UnreadableFile } from './unreadable-file.ts';

const files: Disposable[] = [];
afterEach(() => {
  for (const file of files.splice(0)) file[Symbol.dispose]();
});

const requestOf = (bytes: Uint8Array | string, more: Partial<ReadRequest> = {}): ReadRequest => {
  const file = fileOf(bytes);
  files.push(file);
  return { path: file.path, filename: 'faq.csv', ...more };
};

const allRows = async (request: ReadRequest): Promise<ReadRow[]> => {
  const reading = await readFile(request);
  const rows: ReadRow[] = [];
  for await (const batch of reading.batches) rows.push(...batch.rows);
  return rows;
};

const manyRows = (count: number): string =>
  `question,answer,tags\n${Array.from({ length: count }, (_none, at) => (at % 10 === 7 ? `Row ${at}?,\n` : `Row ${at}?,Is ${at},t\n`)).join('')}`;

describe('a file is read in a thread of its own', () => {
  it('into batches of the same rows that reading it here gives', async () => {
    const text = manyRows(5_000);
    expect(await allRows(requestOf(text))).toEqual((await readBytes(text)).rows);
  });

  it('from any row on', async () => {
    const text = manyRows(3_000);
    const { rows } = await readBytes(text);
    for (const skipRows of [1, 999, 2_999, 3_000])
      expect(await allRows(requestOf(text, { skipRows }))).toEqual(rows.slice(skipRows));
  });

  it('and a survey of it counts all, and shows the first', async () => {
    const survey = await surveyFile(requestOf(manyRows(3_000)));
    const { rows } = await readBytes(manyRows(3_000));
    expect(survey).toMatchObject({ rows: 3_000, rejected: 300, found: { format: 'csv', has_header: true } });
    expect(survey.sample).toEqual(rows.filter((row) => 'pair' in row).slice(0, 20));
    expect(survey.problems).toEqual(rows.filter((row) => 'problem' in row).slice(0, 100));
  });

  it('what is found is told before the first batch, and who has seen enough may close', async () => {
    const reading = await readFile(requestOf(manyRows(100_000)));
    expect(reading.found.mapping).toEqual({ question: 'question', answer: 'answer', tags: ['tags'] });
    for await (const { rows } of reading.batches) {
      expect(rows[0]?.row).toBe(1);
      break;
    }
    await reading.close();
  });

  it('no more batches are on their way than the reader has asked for', async () => {
    const reading = await readFile(requestOf(manyRows(READING_LIMITS.mostRows)));
    const batches = reading.batches[Symbol.asyncIterator]();
    const before = process.memoryUsage().rss;
    const seen: number[] = [];
    for (let next = await batches.next(); next.done !== true; next = await batches.next())
      seen.push(next.value.rows.length);
    expect(seen.reduce((sum, rows) => sum + rows, 0)).toBe(READING_LIMITS.mostRows);
    expect(Math.max(...seen)).toBeLessThanOrEqual(1_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024);
  });
});

describe('what ends it', () => {
  it('one row too many, at once and with the maximum', async () => {
    const request = requestOf(manyRows(1_001), { limits: { mostRows: 1_000 } });
    const refused = { code: 'too_many_rows', details: { maximum: 1_000 } };
    await expect(surveyFile(request)).rejects.toMatchObject(refused);
    await expect(allRows(request)).rejects.toMatchObject(refused);
    expect(await allRows({ ...request, limits: { mostRows: 1_001 } })).toHaveLength(1_001);
  });

  it('a file that cannot be read, with all that is known of why', async () => {
    const request = requestOf(Buffer.from('question,answer\né,ü\n', 'latin1'));
    await expect(surveyFile(request)).rejects.toThrow(UnreadableFile);
    await expect(readFile(request)).rejects.toMatchObject({
      code: 'encoding_unclear',
      details: { guess: 'windows-1252' },
    });
  });

  it('a signal, before, while it is opened and between batches', async () => {
    const reason = new Error('the caller has gone');
    const request = requestOf(manyRows(50_000));
    await expect(readFile({ ...request, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const opening = new AbortController();
    const opened = surveyFile({ ...request, signal: opening.signal });
    opening.abort(reason);
    await expect(opened).rejects.toBe(reason);
    const between = new AbortController();
    const reading = await readFile({ ...request, signal: between.signal });
    const batches = reading.batches[Symbol.asyncIterator]();
    await batches.next();
    between.abort(reason);
    await expect(
      (async () => {
        for (let next = await batches.next(); next.done !== true;) next = await batches.next();
      })(),
    ).rejects.toBe(reason);
  });

  it('more memory than it may have', async () => {
    const request = requestOf(`[{"question":"A?","answer":[${'{},'.repeat(300_000)}{}]}]`, {
      filename: 'x.json',
      limits: { heapMegabytes: 12 },
    });
    await expect(surveyFile(request)).rejects.toMatchObject({ reason: 'out_of_memory', details: { maximum: 12 } });
  });

  it.each([
    ['a silence that is too long', { silentMs: 1 }],
    ['more time than it may take', { totalMs: 1 }],
  ])('%s', async (_what, limits) => {
    await expect(surveyFile(requestOf(manyRows(10), { limits }))).rejects.toMatchObject({ reason: 'too_slow' });
  });
});

describe('any bytes', () => {
  const endings = fc.constantFrom('csv', 'tsv', 'json', 'jsonl', 'md', 'txt', 'xlsx', 'zip', 'gz', '');
  const soup = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc
      .string({ unit: fc.constantFrom(...Array.from('"\'{}[],;:|\t\n\r #-=\\abqQA?é€🙂\u0000')), maxLength: 300 })
      .map((text) => Buffer.from(text)),
    fc.uint8Array({ maxLength: 200 }).map((bytes) => gzipSync(bytes)),
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.concat([Buffer.from('504b0304', 'hex'), bytes])),
    fc.string({ maxLength: 200 }).map((text) => Buffer.from(`question,answer\n${text}`)),
  );

  it('are rows, rows with problems, or a file that cannot be read', async () => {
    await fc.assert(
      fc.asyncProperty(
        soup,
        endings,
        fc.constantFrom(undefined, 'auto', 'utf-16le', 'gb18030'),
        async (bytes, ending, encoding) => {
          try {
            const { rows } = await readBytes(bytes, { filename: `x.${ending}`, encoding });
            for (const row of rows) {
              const texts = 'pair' in row ? [row.pair.question, row.pair.answer] : row.cells;
              expect(texts.every((text) => text.isWellFormed() && !text.includes('\u0000'))).toBe(true);
            }
          } catch (error) {
            expect(error).toBeInstanceOf(UnreadableFile);
          }
        },
      ),
      { numRuns: 3_000 },
    );
  }, 120_000);
});
