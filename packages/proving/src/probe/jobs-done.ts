import type { Node } from '../lab/node.ts';
import { until } from '../lab/wait.ts';
import { expectThat } from '../oracles/expect-that.ts';
import { seeEffects, seeQueue } from './work.ts';
import type { ProbeWorkspace } from './workspace.ts';

/** Jobs as those who asked for them know it. */
export interface AskedJobs {
  acknowledged: number;
  /** Of these nobody knows whether they were written down. */
  open: number;
}

const CAP_SECONDS = 120;

/** Each job that was acknowledged had its effect, once. One of which nobody knows had it once, or is not there. */
export const expectJobsDone = async (node: Node, workspace: ProbeWorkspace, asked: AskedJobs): Promise<void> => {
  await until('all jobs to end', { seconds: CAP_SECONDS }, async () => {
    const { waiting, delayed, running } = await seeQueue(node, workspace);
    return waiting + delayed + running === 0;
  });
  const { jobs: done, repeated } = await seeEffects(workspace);
  const { dead } = await seeQueue(node, workspace);
  const { acknowledged, open } = asked;
  expectThat(
    repeated === 0 && dead === 0 && done >= acknowledged && done <= acknowledged + open,
    'every acknowledged job had its effect, once',
    { acknowledged, open, done, repeated, dead },
  );
};
