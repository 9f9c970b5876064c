import type { Node, StringLiteral, Expression } from 'oxc-parser';
import type { SourceFile } from './source-file.ts';
import { walk } from './walk.ts';

export interface Import {
  readonly specifier: string;
  /** Erased before the program runs. */
  readonly typeOnly: boolean;
  readonly names: readonly string[];
  readonly offset: number;
  readonly reexport: boolean;
}

const named = (value: { type: string; name?: string; value?: string }): string => value.name ?? value.value ?? '';

const of = (source: StringLiteral, rest: Partial<Import>): Import => ({
  specifier: source.value,
  typeOnly: false,
  names: [],
  offset: source.start,
  reexport: false,
  ...rest,
});

const literal = (source: Expression): StringLiteral | undefined =>
  source.type === 'Literal' && typeof source.value === 'string' ? source : undefined;

const importsAt = (node: Node): Import[] => {
  switch (node.type) {
    case 'ImportDeclaration': {
      const parts = node.specifiers;
      const eachIsType =
        parts.length > 0 && parts.every((part) => part.type === 'ImportSpecifier' && part.importKind === 'type');
      const names = parts.map((part) => (part.type === 'ImportSpecifier' ? named(part.imported) : '*'));
      return [of(node.source, { typeOnly: node.importKind === 'type' || eachIsType, names })];
    }
    case 'ExportNamedDeclaration':
      return node.source ? [of(node.source, { typeOnly: node.exportKind === 'type', reexport: true })] : [];
    case 'ExportAllDeclaration':
      return [of(node.source, { typeOnly: node.exportKind === 'type', reexport: true, names: ['*'] })];
    case 'ImportExpression': {
      const source = literal(node.source);
      return source ? [of(source, { names: ['*'] })] : [];
    }
    case 'TSImportType':
      return [of(node.source, { typeOnly: true })];
    case 'CallExpression': {
      const [first] = node.arguments;
      const isRequire = node.callee.type === 'Identifier' && node.callee.name === 'require';
      const source = isRequire && first && first.type !== 'SpreadElement' ? literal(first) : undefined;
      return source ? [of(source, { names: ['*'] })] : [];
    }
    default:
      return [];
  }
};

/** Everything a file takes from others, however it is written: import, export from, import(), require(), typeof import(). */
export const importsOf = (file: SourceFile): Import[] => [...walk(file.program)].flatMap(importsAt);
