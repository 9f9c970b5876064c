import type { Place } from './place.ts';

/** Everything that does not come with PostgreSQL's defaults, and why. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  // a socket's path has a length limit that a data folder may exceed, and its file outlives a kill
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
  shared_buffers: '128MB',
  effective_cache_size: '512MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  max_wal_size: '1GB',
  // data folders are on SSDs
  random_page_cost: '1.1',
  // compiling costs more than our short statements take
  jit: 'off',
  // whoever meets in a deadlock waits this long before one of them is sent back to try again
  deadlock_timeout: '200ms',
  // a container's /dev/shm of 64 MB is too small for parallel queries
  max_parallel_workers_per_gather: '0',
  // a node that was killed must not leave its long statements running
  ...(process.platform === 'win32' ? {} : { client_connection_check_interval: '1s' }),
  log_destination: 'stderr',
  logging_collector: 'off',
  log_line_prefix: '%m [%p] ',
  log_checkpoints: 'off',
  // errors of statements reach us as errors; in a file their words and values would be personal data
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};

/** Arguments rather than a file: what runs is what this version of Holdfast says, whoever made the cluster. */
export const serverArguments = (place: Place, version: string, port: number): readonly string[] => [
  '-D',
  place.cluster,
  ...Object.entries({
    ...SETTINGS,
    max_connections: String(place.connections),
    cluster_name: `holdfast-${version}`,
    port: String(port),
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
];
