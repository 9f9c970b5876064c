import type { Readiness } from '@holdfast/protocol/process/readiness';
import type { Node } from '../lab/node.ts';
import { until } from '../lab/wait.ts';
import { expectThat } from '../oracles/expect-that.ts';

const CAP_SECONDS = 20;

/** Of the node, whatever its other parts say: on a busy machine the database may miss a check. */
export const seeRedis = async (node: Node) => {
  const { status, body } = await node.http('GET', '/readyz');
  const redis = (body as Partial<Readiness> | undefined)?.parts?.['redis'];
  return { takesRequests: status === 200, status: redis?.status, detail: redis?.detail ?? '' };
};

/** Waits until the node says that Redis is there, or away; it takes requests in both cases. */
export const untilRedis = (node: Node, wanted: 'ok' | 'degraded'): Promise<true> =>
  until(`Redis to be ${wanted}`, { seconds: CAP_SECONDS }, async () => {
    const { takesRequests, status } = await seeRedis(node);
    return takesRequests && status === wanted;
  });

/** A node without Redis says so, and what to do about it. */
export const expectToldOfRedis = async (node: Node): Promise<void> => {
  const { status, detail } = await seeRedis(node);
  expectThat(status === 'degraded', 'a node without Redis says that it is degraded', { status });
  expectThat(detail.includes('HOLDFAST_REDIS_URL'), 'readiness names Redis and says what to do', { detail });
};
