import { parentPort } from 'node:worker_threads';
import { createIndexRoom } from './index-room.ts';
import type { FromThread, Reply, ToThread } from './messages.ts';

const room = createIndexRoom();

const replyTo = async ({ request }: ToThread): Promise<Reply> => {
  try {
    return await room.handle(request);
  } catch (error) {
    // whoever asked is told; the indexes of others are as they were
    return { kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
};

const tell = (told: FromThread): void => parentPort?.postMessage(told, []);

parentPort?.on('message', (message: ToThread) => {
  void replyTo(message).then((reply) => tell({ id: message.id, reply }));
});
