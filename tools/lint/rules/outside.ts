import type { Node } from 'oxc-parser';
import { findingAt, isTest } from '../source-file.ts';
import type { Finding, SourceFile } from '../source-file.ts';
import { walk } from '../walk.ts';

const PRODUCT = /^packages\/server\/src\//;
/** The guarded client itself; and who speaks to addresses that the operator alone has named. */
const HOME = /^packages\/server\/src\/(platform\/outbound\/|platform\/telemetry\/otlp-sink\.ts$|commands\/)/;

const REQUESTS = new Set(['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest']);

/** `fetch` for fetch, globalThis.fetch and globalThis["fetch"] alike. */
const globalName = (node: Node): string | undefined => {
  if (node.type === 'Identifier') return node.name;
  if (node.type !== 'MemberExpression' || node.object.type !== 'Identifier' || node.object.name !== 'globalThis')
    return undefined;
  const { property } = node;
  if (property.type === 'Identifier') return property.name;
  return property.type === 'Literal' ? String(property.value) : undefined;
};

const isRequest = (node: Node): boolean =>
  (node.type === 'CallExpression' || node.type === 'NewExpression') && REQUESTS.has(globalName(node.callee) ?? '');

export const outside = (file: SourceFile): Finding[] => {
  if (!PRODUCT.test(file.path) || HOME.test(file.path) || isTest(file.path)) return [];
  return [...walk(file.program)]
    .filter(isRequest)
    .map(({ start }) =>
      findingAt(
        file,
        start,
        'outside',
        'requests to other servers go through platform/outbound, which vets where they go',
      ),
    );
};
