import { createTurns } from './turns.ts';
import type { Connection } from './connection.ts';
import type { DuckdbFile } from './database.ts';

/** So many questions are answered at once; the others wait for their turn. */
export interface Connections {
  use<Answer>(workspace: bigint, ask: (connection: Connection) => Promise<Answer>): Promise<Answer>;
}

export const createConnections = async (file: DuckdbFile, most: number): Promise<Connections> => {
  const free = await Promise.all(Array.from({ length: most }, () => file.connect()));
  const waiting = createTurns<(connection: Connection) => void>();
  return {
    async use(workspace, ask) {
      const connection = free.pop() ?? (await new Promise<Connection>((resolve) => waiting.add(workspace, resolve)));
      try {
        return await ask(connection);
      } finally {
        const next = waiting.next();
        if (next === undefined) free.push(connection);
        else next(connection);
      }
    },
  };
};
