import type { InstanceNode } from '@holdfast/protocol/instance/list-nodes';
import type { InstanceStore } from '@holdfast/protocol/instance/list-stores';
import type { Schedule } from '@holdfast/protocol/work/schedules';
import { before, jobId } from './work-data.ts';

export const SCHEDULES: readonly Schedule[] = [
  {
    name: 'sweep',
    job: 'sweep',
    timing: 'every 3600 s',
    missed: 'once',
    next_at: before(-1_800),
    last_at: before(1_800),
  },
  {
    name: 'digest',
    job: 'send digest',
    timing: '0 7 * * 1-5',
    missed: 'skip',
    next_at: before(-75_600),
    last_at: null,
  },
  {
    name: 'quarter',
    job: 'close',
    timing: '0 0 1 1,4,7,10 *',
    missed: 'all',
    next_at: before(-2_400_000),
    last_at: before(5_400_000),
  },
];

const node = (number: number, more: Partial<InstanceNode>): InstanceNode => ({
  id: jobId(number),
  role: 'all',
  status: 'up',
  version: '0.1.0',
  host: `node-${number}.eu-1:7`,
  url: `http://10.0.0.${number}:4400`,
  started_at: before(90_000),
  seen_at: before(2),
  answering: false,
  ...more,
});

export const NODES: readonly InstanceNode[] = [
  node(1, { answering: true }),
  node(2, { role: 'worker', url: null, started_at: before(3_600) }),
  node(3, { role: 'api', status: 'silent', seen_at: before(95) }),
];

const store = (name: string, more: Partial<InstanceStore>): InstanceStore => ({
  name,
  kind: 'folder',
  place: `/var/lib/holdfast/${name}`,
  embedded: true,
  holds: 'Files that were given, by their contents.',
  size_bytes: 48_300_000,
  free_bytes: 210_000_000_000,
  health: { status: 'ok', detail: '' },
  ...more,
});

export const STORES: readonly InstanceStore[] = [
  store('database', {
    kind: 'postgres',
    place: '127.0.0.1:5433',
    holds: 'Everything that must not be lost.',
    size_bytes: 1_240_000_000,
  }),
  store('files', {}),
  store('ephemeral', {
    kind: 'redis',
    place: 'cache.internal:6379',
    embedded: false,
    holds: 'Counters, slots and what is forgotten soon.',
    size_bytes: null,
    free_bytes: null,
    health: {
      status: 'degraded',
      detail: 'Valkey at cache.internal:6379 does not answer; counters are kept in this process. See whether it runs.',
    },
  }),
];

export const plantedInstance = (text: string) => ({
  schedules: SCHEDULES.map((schedule) => ({ ...schedule, name: `${schedule.name} ${text}`, job: text, timing: text })),
  nodes: NODES.map((one) => ({ ...one, host: text, url: text, version: text })),
  stores: STORES.map((one, index) => ({
    ...one,
    name: `${index}${text}`,
    place: text,
    holds: text,
    health: { ...one.health, detail: text },
  })),
});
