import { getTraceStats } from '@holdfast/protocol/traces/stats';
import { useLive } from '../../live/use-live.ts';
import { TRACES_TOPICS } from '../traces-topics.ts';

/** Whether the workspace has a trace at all, looked at while its list is empty. */
export const useAnyTraces = (isWanted: boolean): 'none' | 'some' | 'not known' => {
  const { known } = useLive<{ readonly traces: number }>({
    key: ['traces-any', isWanted],
    topics: TRACES_TOPICS,
    ask: async (client, signal) => {
      if (!isWanted) return { body: { traces: 1, received: null }, headers: new Headers() };
      return client.call(getTraceStats, {}, { signal });
    },
    isResting: () => !isWanted,
  });
  if (!isWanted || known === undefined) return 'not known';
  return known.body.traces === 0 ? 'none' : 'some';
};
