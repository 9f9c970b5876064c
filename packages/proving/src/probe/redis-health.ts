import { seeReadiness } from '../health.ts';
import type { Node } from '../lab/node.ts';
import { until } from '../lab/wait.ts';
import { expectThat } from '../oracles/expect-that.ts';

const CAP_SECONDS = 20;

/** Waits until the node says that Redis is there, or away; it takes requests in both cases. */
export const untilRedis = (node: Node, status: 'ok' | 'degraded'): Promise<true> =>
  until(`Redis to be ${status}`, { seconds: CAP_SECONDS }, async () => {
    const { parts } = await seeReadiness(node, 200);
    return parts['redis']?.status === status;
  });

/** A node without Redis says so, and what to do about it. */
export const expectToldOfRedis = async (node: Node): Promise<void> => {
  const { status, parts } = await seeReadiness(node, 200);
  expectThat(status === 'degraded', 'a node without Redis is degraded and takes requests', { status });
  const detail = parts['redis']?.detail ?? '';
  expectThat(detail.includes('HOLDFAST_REDIS_URL'), 'readiness names Redis and says what to do', { detail });
};
