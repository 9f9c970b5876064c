import { openConnection, type Connection } from './connection.ts';
import type { Target } from './order.ts';

/** A connection that is opened again when the server ends it, which it may, and the request sent again. Once: the second time it is a failure. */
export const openLine = async (target: Target, onCut: () => void): Promise<Connection> => {
  let connection = await openConnection(target);
  return {
    async post(body, onFlushed) {
      try {
        return await connection.post(body, onFlushed);
      } catch {
        onCut();
        connection = await openConnection(target);
        return connection.post(body, onFlushed);
      }
    },
    end: () => connection.end(),
  };
};
