import { DuckDBInstance } from '@duckdb/node-api';
import { connectionOf, type Connection } from './connection.ts';
import { createWanted } from './wanted.ts';

export interface DuckdbFile {
  /** One at a time may be used for one thing at a time. */
  connect(): Promise<Connection>;
  close(): void;
}

export interface DuckdbSettings {
  readonly memoryMb: number;
  readonly threads: number;
}

export const openDuckdbFile = async (path: string, { memoryMb, threads }: DuckdbSettings): Promise<DuckdbFile> => {
  const instance = await DuckDBInstance.create(path, {
    memory_limit: `${memoryMb}MB`,
    threads: String(threads),
    // reading keys first and then their rows takes longer than reading the rows; where it does not our statements say so
    late_materialization_max_rows: '0',
    // statements are planned once, and a plan that knows the least and the most of a column passes over what is written later
    disabled_optimizers: 'statistics_propagation',
    temp_directory: `${path}.tmp`,
    // what is written here is ours, and nothing is read from elsewhere
    enable_external_access: 'false',
    storage_compatibility_version: 'latest',
  });
  return {
    connect: async () => {
      const connection = connectionOf(await instance.connect());
      await createWanted(connection);
      return connection;
    },
    close: () => instance.closeSync(),
  };
};
