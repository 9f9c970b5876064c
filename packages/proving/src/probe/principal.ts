import { randomUUID } from 'node:crypto';
import { createHttp, type Answer, type Ask } from '../http.ts';
import type { Node } from '../lab/node.ts';

export type ProbeRole = 'admin' | 'analyst' | 'viewer' | 'operator';

/** Somebody who asks. The probe believes whoever says who it is. */
export interface Principal {
  readonly role: ProbeRole;
  readonly member: string;
  /** The path below `/api/v1/probe`. */
  ask(method: string, path: string, ask?: Ask): Promise<Answer>;
}

const BASE = '/api/v1/probe';

export const createPrincipal = (
  node: Node,
  role: ProbeRole,
  workspace: string,
  member: string = randomUUID(),
): Principal => {
  const token = `probe.${role}.${workspace}.${member}`;
  return {
    role,
    member,
    // the address is read anew each time: a node that was started again has another
    ask: (method, path, ask) => createHttp(node.url)(method, `${BASE}${path}`, { ...ask, token }),
  };
};
