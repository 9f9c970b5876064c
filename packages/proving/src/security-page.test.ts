import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readPromises, readStillToCome } from './catalogue/id-list.ts';
import { ROOT } from './lab/repository.ts';

const page = readFileSync(join(ROOT, 'SECURITY.md'), 'utf8');
const promised = new Set(readPromises().map(({ id }) => id));
const stillToCome = new Set(readStillToCome());

/** Levels 1 and 2 of three chapters of ASVS 5.0.0, by how many requirements each section has of these. */
const SECTIONS: readonly (readonly [section: string, last: number])[] = [
  ['6.1', 3],
  ['6.2', 12],
  ['6.3', 4],
  ['6.4', 4],
  ['6.5', 5],
  ['6.6', 3],
  ['6.8', 4],
  ['7.1', 3],
  ['7.2', 4],
  ['7.3', 2],
  ['7.4', 5],
  ['7.5', 2],
  ['7.6', 2],
  ['8.1', 2],
  ['8.2', 3],
  ['8.3', 1],
  ['8.4', 1],
];

const numbered = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_nothing, index) => `${prefix}${String(index + 1).padStart(2, '0')}`);

const rows = page.split('\n').filter((line) => line.startsWith('| '));
const firstCells = rows.map((row) => row.split('|')[1]?.trim() ?? '');

describe('SECURITY.md', () => {
  test('names scenarios that there are, and those that are still to come in italics', () => {
    const named = [...page.matchAll(/(\*?)\b((?:KNO|TRC|IDN|DEC|AST|OPS|DAT|SYS)-\d\d)\b(\*?)/g)];
    expect(named.length).toBeGreaterThan(50);
    for (const [, before = '', id = '', after = ''] of named) {
      expect(promised).toContain(id);
      const isItalic = before === '*' && after === '*';
      expect([id, isItalic ? 'still to come' : 'proved']).toEqual([
        id,
        stillToCome.has(id) ? 'still to come' : 'proved',
      ]);
    }
  });

  test('names tests that there are', () => {
    const files = new Set(
      readdirSync(join(ROOT, 'packages'), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
        .map(({ name }) => name),
    );
    const named = new Set([...page.matchAll(/`([\w.-]+\.test\.ts)`/g)].map(([, name = '']) => name));
    expect(named.size).toBeGreaterThan(30);
    expect([...named].filter((name) => !files.has(name))).toEqual([]);
  });

  test('says of every risk of the three lists what meets it', () => {
    const risks = [
      ...numbered('A', 10),
      ...numbered('LLM', 10),
      ...numbered('API', 10).map((one) => one.replace(/I0/, 'I')),
    ];
    expect(risks.filter((risk) => !firstCells.includes(risk))).toEqual([]);
  });

  test('has a row for each requirement of ASVS on authentication, sessions and authorisation, and an honest word in it', () => {
    const wanted = SECTIONS.flatMap(([section, last]) =>
      Array.from({ length: last }, (_nothing, index) => `${section}.${index + 1}`),
    );
    const found = firstCells.filter((cell) => /^[678]\.\d\.\d+$/.test(cell));
    expect(found).toEqual(wanted);
    for (const row of rows.filter((one) => /^\| \d+\.\d\.\d+ \|/.test(one))) {
      const [, , level, , status, here = '', shown = ''] = row.split('|').map((cell) => cell.trim());
      expect(['1', '2']).toContain(level);
      expect(['met', 'in part', 'none']).toContain(status);
      // what is met is shown by something, or there is nothing that could be shown; what is not is explained
      expect(shown !== '' || /^(none|there is none|no |there are none|nothing )/.test(here) || here === '').toBe(true);
      if (status === 'in part') expect(here.length).toBeGreaterThan(20);
    }
  });
});
