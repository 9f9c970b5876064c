import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { Database } from '../../database/database.ts';
import type { Gate } from './gate.ts';
import { wantsObject, type WebhookTarget, type WebhookTargets } from './targets.ts';

interface Question {
  readonly objects: Set<string>;
  readonly answer: Promise<readonly WebhookTarget[]>;
}

interface About {
  readonly type: string;
  readonly object: string;
}

/** Asks for targets as they are now. Who asks about the same type while the question still waits for its turn asks with it. */
export const createFindTarget = (database: Database, targets: WebhookTargets, inTurn: Gate) => {
  const waiting = new Map<string, Question>();

  const begin = (workspace: WorkspaceId, type: string, key: string): Question => {
    const objects = new Set<string>();
    const answer = inTurn(async () => {
      // it is put among those that wait first, also when its turn is at once
      await Promise.resolve();
      waiting.delete(key);
      return database.forWorkspace(workspace).read((tx) => targets.of(tx, type, [...objects]));
    });
    return { objects, answer };
  };

  return async (
    workspace: WorkspaceId,
    target: string,
    { type, object }: About,
  ): Promise<WebhookTarget | undefined> => {
    const key = `${workspace} ${type}`;
    const asked = waiting.get(key) ?? begin(workspace, type, key);
    waiting.set(key, asked);
    asked.objects.add(object);
    return (await asked.answer).find((one) => one.id === target && wantsObject(one, object));
  };
};
