import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { pairsOf, readBytes } from '../testing/read-bytes.ts';
import { inlineRows, writeWorkbook } from '../testing/write-workbook.ts';
import { writeZip } from '../testing/write-zip.ts';
import type { ZipFile } from '../testing/write-zip.ts';

const CSV = 'question,answer\nA?,B\nC?,D\n';
const PAIRS = [
  ['A?', 'B'],
  ['C?', 'D'],
];
const MEBIBYTE = 1024 * 1024;
const zipped = (files: readonly ZipFile[]) => readBytes(writeZip(files), { filename: 'faq.zip' });

describe('what is packed is read as if it were not', () => {
  const workbook = writeWorkbook({ sheets: { A: inlineRows([['question', 'answer'], ...PAIRS]) } });
  const files: readonly (readonly [name: string, bytes: string | Buffer])[] = [
    ['faq.csv', CSV],
    ['faq.tsv', CSV.replaceAll(',', '\t')],
    ['faq.json', JSON.stringify(PAIRS.map(([question, answer]) => ({ question, answer })))],
    ['faq.jsonl', PAIRS.map(([question, answer]) => JSON.stringify({ question, answer })).join('\n')],
    ['faq.md', PAIRS.map(([question, answer]) => `# ${question}\n\n${answer}\n`).join('\n')],
    ['faq.xlsx', workbook],
  ];

  it.each(files)('%s, plain and in gzip', async (filename, bytes) => {
    const plain = await readBytes(bytes, { filename });
    const packed = await readBytes(gzipSync(bytes), { filename: `${filename}.gz` });
    expect(pairsOf(plain)).toEqual(PAIRS);
    expect(pairsOf(packed)).toEqual(PAIRS);
    expect([plain.found?.packed, packed.found?.packed]).toEqual(['none', 'gzip']);
    expect({ ...packed.found, packed: 'none' }).toEqual(plain.found);
  });

  it('all of them in one zip, each row with its file', async () => {
    const litter = [
      { name: '__MACOSX/._faq.csv', data: 'x' },
      { name: 'inner/.DS_Store', data: 'x' },
      { name: 'none.csv', data: '' },
    ];
    const read = await zipped([...files.map(([name, data]) => ({ name: `inner/${name}`, data })), ...litter]);
    expect(pairsOf(read)).toEqual(files.flatMap(() => PAIRS));
    expect(read.rows.map(({ row }) => row)).toEqual(Array.from({ length: 12 }, (_none, at) => at + 1));
    expect(read.rows.filter(({ line }) => line === 3).map(({ entry }) => entry)).toContain('inner/faq.csv');
    expect(read.found).toMatchObject({ packed: 'zip', entries: 7, format: 'csv' });
  });

  it('several members of gzip, one after the other', async () => {
    expect(pairsOf(await readBytes(Buffer.concat([gzipSync('question,answer\nA?,B\n'), gzipSync('C?,D\n')])))).toEqual(
      PAIRS,
    );
  });

  it('a problem in one of many files names it', async () => {
    const read = zipped([
      { name: 'a.csv', data: CSV },
      { name: 'b.csv', data: 'only\none\ncolumn\n' },
    ]);
    await expect(read).rejects.toMatchObject({ reason: 'one_column', details: { entry: 'b.csv' } });
  });
});

describe('what an archive may not be', () => {
  const file = { name: 'a.csv', data: CSV };
  const other = { name: 'b.csv', data: CSV };

  it.each([
    ['encrypted', [{ ...file, lies: { flags: 1 } }]],
    ['with a symbolic link', [{ ...file, lies: { attributes: 0xa1ff0000 } }]],
    ['packed by another method', [{ ...file, lies: { method: 14 } }]],
    ['in several parts', [{ ...file, lies: { disk: 1 } }]],
    ['with files within each other', [file, { ...file, name: 'a.csv ', at: 0 }]],
    ['with a file twice', [file, file]],
    ['with a path that leads out', [{ ...file, name: '../a.csv' }]],
    ['with a path from the root', [{ ...file, name: '/etc/a.csv' }]],
    ['with a path of Windows', [{ ...file, name: 'C:\\a.csv' }]],
    ['with a zip in it', [{ name: 'a.zip', data: writeZip([file]) }]],
    ['with a gzip in it', [{ name: 'a.csv.gz', data: gzipSync(CSV) }]],
    ['with too many files', Array.from({ length: 101 }, (_none, at) => ({ name: `${at}.csv`, data: CSV }))],
  ])('%s', async (_what, files) => {
    await expect(zipped(files)).rejects.toMatchObject({ name: 'UnreadableFile' });
    await expect(zipped(files)).rejects.toHaveProperty('reason', expect.stringMatching(/archive_refused|damaged/));
  });

  it('overlapping: two names for the same bytes', async () => {
    const zip = writeZip([file, { ...other, name: 'c.csv', at: 0 }]);
    // the header of the first now bears the name of the second, so that only the place gives it away
    zip.write('c.csv', 30);
    zip.write('c.csv', zip.indexOf('a.csv', 60));
    await expect(readBytes(zip)).rejects.toMatchObject({ name: 'UnreadableFile' });
  });

  it.each([
    ['a checksum that is wrong', { checksum: 1 }],
    ['fewer bytes than there are', { bytes: 3 }],
    ['more bytes than there are', { bytes: 999 }],
    ['less than it is packed', { packedBytes: 5 }],
  ])('a list that says %s', async (_what, lies) => {
    await expect(zipped([{ ...file, lies }, other])).rejects.toMatchObject({ name: 'UnreadableFile' });
  });

  it('cut off, at any place', async () => {
    const zip = writeZip([file, other]);
    const gzip = gzipSync(CSV);
    for (let length = 4; length < zip.length; length += 7)
      await expect(readBytes(zip.subarray(0, length))).rejects.toMatchObject({ name: 'UnreadableFile' });
    for (let length = 4; length < gzip.length; length += 1)
      await expect(readBytes(gzip.subarray(0, length))).rejects.toMatchObject({ reason: 'damaged' });
  });

  it('followed by something', async () => {
    await expect(readBytes(Buffer.concat([gzipSync(CSV), Buffer.from('more')]))).rejects.toMatchObject({
      reason: 'damaged',
    });
  });

  it.each([
    ['a workbook of the old kind', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'x.xls', 'unsupported_format'],
    ['a PDF', Buffer.from('%PDF-1.7\n'), 'x.pdf', 'unsupported_format'],
    [
      'a document of another program',
      writeZip([{ name: 'word/document.xml', data: 'x' }]),
      'x.docx',
      'unsupported_format',
    ],
    ['a CSV that is called a workbook', Buffer.from(CSV), 'x.xlsx', 'wrong_ending'],
    ['a zip that is called CSV', writeZip([file]), 'x.csv', 'wrong_ending'],
    ['JSON that is called CSV', Buffer.from('[{"q":"A?","a":"B"}]'), 'x.csv', 'wrong_ending'],
    ['CSV that is called JSON', Buffer.from(CSV), 'x.json', 'wrong_ending'],
    ['a web page', Buffer.from('<!DOCTYPE html><p>'), 'x.txt', 'unsupported_format'],
    ['nothing', Buffer.alloc(0), 'x.csv', 'empty'],
    ['nothing but blank lines', Buffer.from('\n\n \n'), 'x.csv', 'no_rows'],
    ['nothing but a header', Buffer.from('question,answer\n'), 'x.csv', 'no_rows'],
  ])('%s', async (_what, bytes, filename, reason) => {
    await expect(readBytes(bytes, { filename })).rejects.toMatchObject({ reason });
  });
});

describe('bombs', () => {
  /** What a reader takes of it before it gives up. */
  const peakOf = async (bytes: Buffer): Promise<number> => {
    const before = process.memoryUsage().rss;
    let peak = before;
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss);
    }, 5);
    try {
      await expect(readBytes(bytes)).rejects.toMatchObject({
        reason: expect.stringMatching(/archive_refused|too_large|nul_character/),
      });
    } finally {
      clearInterval(watch);
    }
    return Math.max(peak, process.memoryUsage().rss) - before;
  };

  it.each([
    ['a gzip of 100 MiB of blanks', () => gzipSync(Buffer.alloc(100 * MEBIBYTE, ' '))],
    ['a gzip of 1 MiB of NULs', () => gzipSync(Buffer.alloc(MEBIBYTE))],
    ['a gzip in a gzip', () => gzipSync(gzipSync(Buffer.alloc(10 * MEBIBYTE, ' ')))],
    ['a zip that tells its size', () => writeZip([{ name: 'a.csv', data: Buffer.alloc(30 * MEBIBYTE, ' ') }])],
    [
      'a zip that hides its size',
      () => writeZip([{ name: 'a.csv', data: Buffer.alloc(30 * MEBIBYTE, ' '), lies: { bytes: 1_000 } }]),
    ],
    [
      'a zip of many',
      () =>
        writeZip(
          Array.from({ length: 90 }, (_none, at) => ({
            name: `${at}.csv`,
            data: Buffer.alloc(3 * MEBIBYTE, 'question,answer\n'),
          })),
        ),
    ],
    ['a workbook with a sheet of blanks', () => writeWorkbook({ sheets: { A: ' '.repeat(30 * MEBIBYTE) } })],
  ])('%s is given up with little memory', async (_what, make) => {
    const bytes = make();
    expect(await peakOf(bytes)).toBeLessThan(40 * MEBIBYTE);
  });

  it('more than may be unpacked is never unpacked', async () => {
    const rows = Array.from({ length: 100_000 }, (_none, at) => `question ${at * 7919},answer ${at * 104729}\n`).join(
      '',
    );
    const limits = { mostUnpackedBytes: MEBIBYTE };
    await expect(readBytes(gzipSync(rows), { limits })).rejects.toMatchObject({
      reason: 'too_large',
      details: { maximum: MEBIBYTE },
    });
    await expect(readBytes(writeZip([{ name: 'a.csv', data: rows }]), { limits })).rejects.toMatchObject({
      reason: 'too_large',
    });
  });
});
