import type { TraceStats } from '@holdfast/protocol/traces/stats';
import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { Context } from '../../../platform/http/context.ts';
import { timestampOfUs } from '../store/timestamp.ts';
import type { SpanKeeper } from '../keeper/keeper.ts';

export interface StatsParts {
  readonly keeper: Pick<SpanKeeper, 'of' | 'caughtUp' | 'visible' | 'sizes'>;
  /** When spans of a workspace were acknowledged last, in microseconds. */
  readonly receivedAt: (workspace: WorkspaceId) => bigint | undefined;
}

type Asker = Pick<Context, 'workspace' | 'signal' | 'principal'>;

export const readStats = async (
  { keeper, receivedAt }: StatsParts,
  { workspace, signal, principal }: Asker,
  waitSeconds: number,
): Promise<TraceStats> => {
  if (waitSeconds > 0) {
    const over = AbortSignal.timeout(waitSeconds * 1000);
    // what is not visible by then is told by what is
    await keeper.caughtUp(AbortSignal.any([signal, over])).catch(() => signal.throwIfAborted());
  }
  const { spans, traces } = await keeper.of(workspace, signal).count();
  const [received, visible, sizes] = [receivedAt(workspace), keeper.visible(), keeper.sizes()];
  const isOperator = principal.permissions.has('instance:manage');
  return {
    received: received === undefined ? null : timestampOfUs(received),
    visible: visible === undefined ? null : timestampOfUs(visible),
    spans,
    traces,
    bytes: isOperator && sizes !== undefined ? sizes.log + sizes.sealed + sizes.index : null,
  };
};
