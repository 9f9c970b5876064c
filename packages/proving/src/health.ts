import type { Readiness } from '@holdfast/protocol/process/readiness';
import type { Node } from './lab/node.ts';
import { expectBody } from './oracles/expect-answer.ts';

/** What a node says of itself, with the status it must say it with. */
export const seeReadiness = async (node: Node, status: 200 | 503): Promise<Readiness> =>
  expectBody<Readiness>(await node.http('GET', '/readyz'), status);
