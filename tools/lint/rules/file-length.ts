import { findingAt } from '../source-file.ts';
import type { Finding, SourceFile } from '../source-file.ts';

const MOST_LINES = 300;
const REASON = /^\/\/ long: \S/m;
const GENERATED = /\.generated\.ts$/;

export const fileLength = (file: SourceFile): Finding[] => {
  const lines = file.text.trimEnd().split('\n').length;
  if (lines <= MOST_LINES || REASON.test(file.text) || GENERATED.test(file.path)) return [];
  return [
    findingAt(
      file,
      0,
      'file-length',
      `${lines} lines hold more than one idea: find them, or say why not in a line "// long: why"`,
    ),
  ];
};
