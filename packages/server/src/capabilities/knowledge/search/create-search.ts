import type { Capability } from '../../../platform/capability.ts';
import type { Log } from '../../../platform/log/log.ts';
import type { Metrics } from '../../../platform/telemetry/metrics.ts';
import { createIndexes, type IndexesParts } from './following/indexes.ts';
import { keepUp } from './following/keep-up.ts';
import { searchRoutes } from './routes.ts';
import type { SearchParts } from './search.ts';

export interface Search extends Capability {
  close(): Promise<void>;
}

export type CreateSearchParts = IndexesParts &
  Pick<SearchParts, 'embedQuestion'> & { readonly log: Log; readonly metrics: Metrics };

/** Finds pairs by words and meaning. */
export const createSearch = (parts: CreateSearchParts): Search => {
  const { metrics } = parts;
  const indexes = createIndexes(parts);
  const following = keepUp({ ...parts, indexes });
  metrics.gauge('holdfast_knowledge_index_bytes', () => [{ labels: {}, value: indexes.size().bytes }]);
  metrics.gauge('holdfast_knowledge_indexes', () => [{ labels: {}, value: indexes.size().indexes }]);
  return {
    endpoints: searchRoutes({ ...parts, indexes }),
    async close() {
      await following.stop();
      await indexes.close();
    },
  };
};
