import type { Lab } from '../lab/lab.ts';
import { startDeployment } from '../lab/deployment.ts';
import type { Node } from '../lab/node.ts';
import { times } from '../load.ts';

/** Of each worker; the database takes 100, and each needs a few beside its pool. */
const CONNECTIONS = '8';

/** So many nodes over one database that all run jobs. The first is there to be asked. */
export const startWorkers = async (lab: Lab, count: number): Promise<readonly [Node, ...Node[]]> => {
  const deployment = await startDeployment(lab, 1, { environment: { HOLDFAST_DATABASE_CONNECTIONS: CONNECTIONS } });
  const [first] = deployment.members;
  if (first === undefined) throw new Error('a deployment of one has one node');
  const others = await times(count - 1, () => deployment.add());
  return [first.node, ...others.map(({ node }) => node)];
};
