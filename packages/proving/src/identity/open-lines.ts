import { createClient } from '@holdfast/client/client';
import { socketContract } from '@holdfast/protocol/sockets/socket-contract';
import { z } from 'zod';
import { pass } from '../lab/wait.ts';
import type { Caller } from './caller.ts';

/** Of the probe's room, as much as is needed to be in it. */
const room = socketContract({
  name: 'probe.room',
  path: '/ws/probe/{room}',
  summary: 'Says what it heard.',
  permission: 'assistant:chat',
  params: z.strictObject({ room: z.string() }),
  receives: { say: { fields: z.strictObject({ text: z.string() }) } },
  sends: { heard: { fields: z.object({ text: z.string() }) } },
});

/** What somebody left open: a socket and a stream of live events. */
export interface OpenLine {
  readonly ready: Promise<void>;
  /** When both had ended. */
  readonly over: Promise<number>;
}

export const openLine = (caller: Caller, signal: AbortSignal): OpenLine => {
  const [socket, stream] = [openSocket(caller, signal), openStream(caller, signal)];
  return {
    ready: Promise.all([socket.ready, stream.ready]).then(() => undefined),
    over: Promise.all([socket.over, stream.over]).then((times) => Math.max(...times)),
  };
};

const openSocket = ({ place, token = '', workspace }: Caller, signal: AbortSignal): OpenLine => {
  const [ready, over] = [Promise.withResolvers<void>(), Promise.withResolvers<number>()];
  const settings = { baseUrl: place.url, token, ...(workspace === undefined ? {} : { workspace }) };
  const socket = createClient(settings).socket(
    room,
    { room: 'kitchen' },
    {
      onMessage: () => {},
      onState({ state }) {
        if (state === 'open') ready.resolve();
        // a line that goes and comes back has ended, too
        else over.resolve(performance.now());
      },
    },
  );
  signal.addEventListener('abort', () => socket.close(), { once: true });
  void over.promise.then(() => socket.close());
  return { ready: ready.promise, over: over.promise };
};

const openStream = ({ place, token = '', workspace }: Caller, signal: AbortSignal): OpenLine => {
  const headers = {
    authorization: `Bearer ${token}`,
    ...(workspace === undefined ? {} : { 'holdfast-workspace': workspace }),
  };
  const answer = fetch(new URL('/api/v1/events?topics=work', place.url), { headers, signal });
  const read = async (): Promise<number> => {
    const { body } = await answer;
    try {
      for await (const _chunk of body ?? []) await pass(0);
    } catch {
      // cut off is over as well
    }
    return performance.now();
  };
  const ready = answer.then(({ status, statusText }) => {
    if (status !== 200) throw new Error(`a stream of events was not opened: ${status} ${statusText}`);
  });
  return { ready, over: read() };
};
