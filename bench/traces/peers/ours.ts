import type { TraceStats } from '@holdfast/protocol/traces/stats';
import { apiOf, setUp } from '../ours/api.ts';
import { startServer } from '../ours/server.ts';
import type { Peer } from './peer.ts';

const keys = new Map<string, string>();

/** Holdfast at its defaults, measured as the others are. */
export const ours: Peer = {
  name: 'Holdfast',
  durability: 'after fdatasync',
  installed: () => Promise.resolve('this'),
  async start(_peers, folder) {
    const server = await startServer(folder);
    const key = keys.get(folder) ?? (await setUp(server.url, folder));
    keys.set(folder, key);
    const api = apiOf(server.url, key);
    return {
      pid: server.pid,
      kill: () => server.kill('tree'),
      version: 'this',
      target: { url: `${server.url}/v1/traces`, headers: { authorization: `Bearer ${key}` } },
      async spansOf(id) {
        // what is acknowledged is not found by queries at once
        const page = await api.maybe<{ items: unknown[] }>(`/api/v1/traces/${id}/spans`, { limit: '1000' });
        return page?.items.length ?? 0;
      },
      count: async () => (await api.get<TraceStats>('/api/v1/traces/stats')).spans,
      list: async () => (await api.get<{ items: unknown[] }>('/api/v1/traces', { limit: '50' })).items.length,
    };
  },
};
