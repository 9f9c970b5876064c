import type { Answer } from '../http.ts';
import type { Node } from '../lab/node.ts';
import { expectBody } from '../oracles/expect-answer.ts';
import { createPrincipal } from './principal.ts';

export interface HeldSlot {
  readonly from_ms: number;
  readonly to_ms: number;
  readonly lost: boolean;
}

export interface SlotOrder {
  readonly limit: number;
  readonly lease_seconds: number;
  readonly hold_seconds: number;
}

/** What may be lost, as one node answers it. Ways to ask give the answer; ways to see give the thing. */
export interface ProbeValues {
  set(key: string, value: string): Promise<Answer>;
  get(key: string): Promise<Answer>;
  delete(key: string): Promise<Answer>;
  take(key: string): Promise<Answer>;
  count(key: string, by: number): Promise<Answer>;
  holdSlot(key: string, order: SlotOrder): Promise<Answer>;
  see(key: string): Promise<string | null>;
}

export const openValues = (node: Node, workspace: string): ProbeValues => {
  const analyst = createPrincipal(node, 'analyst', workspace);
  const get = (key: string) => analyst.ask('GET', `/values/${key}`);
  return {
    set: (key, value) => analyst.ask('PUT', `/values/${key}`, { body: { value } }),
    get,
    delete: (key) => analyst.ask('DELETE', `/values/${key}`),
    take: (key) => analyst.ask('POST', `/values/${key}/take`),
    count: (key, by) => analyst.ask('POST', `/counts/${key}`, { body: { by } }),
    holdSlot: (key, order) => analyst.ask('POST', `/slots/${key}`, { body: order }),
    see: async (key) => expectBody<{ value: string | null }>(await get(key), 200).value,
  };
};
