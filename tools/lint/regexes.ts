import type { Node } from 'oxc-parser';
import type { SourceFile } from './source-file.ts';
import { walk } from './walk.ts';

export interface Regex {
  readonly source: string;
  readonly flags: string;
}

const textOf = (node: Node | undefined): string | undefined => {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0)
    return node.quasis[0]?.value.cooked ?? undefined;
  if (node?.type === 'TaggedTemplateExpression' && node.quasi.expressions.length === 0)
    return node.quasi.quasis[0]?.value.raw;
  return undefined;
};

const regexAt = (node: Node): Regex[] => {
  if (node.type === 'Literal' && 'regex' in node) return [{ source: node.regex.pattern, flags: node.regex.flags }];
  if (node.type !== 'NewExpression' && node.type !== 'CallExpression') return [];
  if (node.callee.type !== 'Identifier' || node.callee.name !== 'RegExp') return [];
  const source = textOf(node.arguments[0]);
  return source === undefined ? [] : [{ source, flags: textOf(node.arguments[1]) ?? '' }];
};

/** Every regular expression that stands in the file as a whole; one that is put together at run time is not seen. */
export const regexesOf = (file: SourceFile): Regex[] => [...walk(file.program)].flatMap(regexAt);
