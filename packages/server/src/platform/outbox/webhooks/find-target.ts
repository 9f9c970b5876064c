import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { Database } from '../../database/database.ts';
import type { Gate } from './gate.ts';
import type { WebhookTarget, WebhookTargets } from './targets.ts';

/** Asks for targets as they are now. Who asks the same while the question still waits for its turn shares the answer. */
export const createFindTarget = (database: Database, targets: WebhookTargets, inTurn: Gate) => {
  const waiting = new Map<string, Promise<readonly WebhookTarget[]>>();

  const read = (workspace: WorkspaceId, type: string): Promise<readonly WebhookTarget[]> => {
    const key = `${workspace} ${type}`;
    const asked =
      waiting.get(key) ??
      inTurn(async () => {
        // it is put among those that wait first, also when its turn is at once
        await Promise.resolve();
        waiting.delete(key);
        return database.forWorkspace(workspace).read((tx) => targets.of(tx, type));
      });
    waiting.set(key, asked);
    return asked;
  };

  return async (workspace: WorkspaceId, type: string, target: string): Promise<WebhookTarget | undefined> =>
    (await read(workspace, type)).find(({ id }) => id === target);
};
