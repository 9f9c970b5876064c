import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'oxc-parser';
import type { Program } from 'oxc-parser';

/** A file as the rules see it; `path` is where it stands in the repository, or where a canary pretends to stand. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly program: Program;
}

export interface Finding {
  readonly path: string;
  readonly line: number;
  readonly rule: string;
  readonly message: string;
}

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

export const findingAt = (file: SourceFile, offset: number, rule: string, message: string): Finding => ({
  path: file.path,
  line: lineAt(file.text, offset),
  rule,
  message,
});

export const parseSource = (path: string, text: string): SourceFile => ({
  path,
  text,
  program: parseSync(path, text).program,
});

export const readSource = (root: string, path: string): SourceFile =>
  parseSource(path, readFileSync(join(root, path), 'utf8'));

/** Tests, and what only they use. */
export const isTest = (path: string): boolean =>
  /\.test\.tsx?$|\/testing(\/|\.ts$)|^packages\/[^/]+\/test\//.test(path);
