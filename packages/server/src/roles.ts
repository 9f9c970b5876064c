import type { NodeRole } from '@holdfast/protocol/instance/list-nodes';

/** What a node does beside telling how it is, which every node does. */
export interface Duties {
  /** Answers the endpoints of capabilities. */
  readonly api: boolean;
  /** Does work that nobody waits for: jobs, schedules, deliveries. */
  readonly work: boolean;
}

const DUTIES: Readonly<Record<NodeRole, Duties>> = {
  all: { api: true, work: true },
  api: { api: true, work: false },
  worker: { api: false, work: true },
};

export const dutiesOf = (role: NodeRole): Duties => DUTIES[role];
