import type { Connection } from './connection.ts';
import type { DuckdbFile } from './database.ts';

/** So many questions are answered at once; the others wait for their turn. */
export interface Connections {
  use<Answer>(ask: (connection: Connection) => Promise<Answer>): Promise<Answer>;
}

export const createConnections = async (file: DuckdbFile, most: number): Promise<Connections> => {
  const free = await Promise.all(Array.from({ length: most }, () => file.connect()));
  const waiting: ((connection: Connection) => void)[] = [];
  return {
    async use(ask) {
      const connection = free.pop() ?? (await new Promise<Connection>((resolve) => void waiting.push(resolve)));
      try {
        return await ask(connection);
      } finally {
        const next = waiting.shift();
        if (next === undefined) free.push(connection);
        else next(connection);
      }
    },
  };
};
