import type { Action } from '@holdfast/client/decisions/requested';
import type { Threat } from './detector.ts';
import { newSpanId, type SendSpan } from './spans.ts';

export interface ContainParts {
  readonly containment: string;
  readonly sendSpan: SendSpan;
  readonly now: () => number;
}

const WITHIN_MS = 15_000;

/** The tool: it isolates the host that was approved, with the key of the decision, and tells how that went as a span. */
export const containing =
  ({ containment, sendSpan, now }: ContainParts, threat: Threat): Action<string> =>
  async ({ arguments: approved, idempotencyKey }) => {
    const [spanId, from] = [newSpanId(), now()];
    const tell = (failed: boolean): Promise<void> =>
      sendSpan({
        traceId: threat.traceId,
        spanId,
        parentSpanId: threat.spanId,
        name: 'execute_tool contain_host',
        from,
        to: now(),
        attributes: { 'gen_ai.operation.name': 'execute_tool', 'gen_ai.tool.name': 'contain_host' },
        failed,
      });
    try {
      const host = hostOf(approved);
      const answer = await fetch(`${containment}/isolate`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': idempotencyKey,
          traceparent: `00-${threat.traceId}-${spanId}-01`,
        },
        body: JSON.stringify({ host }),
        signal: AbortSignal.timeout(WITHIN_MS),
      });
      if (!answer.ok) throw new Error(`The containment answered ${answer.status}: ${await answer.text()}`);
      await tell(false);
      return host;
    } catch (error) {
      await tell(true);
      throw error;
    }
  };

/** Whoever approved may have changed it: what counts is what was approved, not what was asked for. */
const hostOf = ({ host }: Readonly<Record<string, unknown>>): string => {
  if (typeof host !== 'string') throw new Error('What was approved names no host.');
  return host;
};
