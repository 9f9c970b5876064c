import type { InstanceNode } from '@holdfast/protocol/instance/list-nodes';
import { randomUUID } from 'node:crypto';
import { createHttp } from '../http.ts';
import type { Node } from '../lab/node.ts';
import { expectBody } from '../oracles/expect-answer.ts';

/** The nodes of the instance, as one of them lists them. */
export const listedNodes = async (node: Node): Promise<readonly InstanceNode[]> => {
  const token = `probe.operator.${randomUUID()}.${randomUUID()}`;
  const answer = await createHttp(node.url)('GET', '/api/v1/nodes', { token });
  return expectBody<{ items: readonly InstanceNode[] }>(answer, 200).items;
};
