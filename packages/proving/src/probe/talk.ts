import { createClient } from '@holdfast/client/client';
import { socketContract } from '@holdfast/protocol/sockets/socket-contract';
import { z } from 'zod';
import { randomUUID } from 'node:crypto';
import { pass } from '../lab/wait.ts';

/** Of the probe's room, what a talk needs. */
const room = socketContract({
  name: 'probe.room',
  path: '/ws/probe/{room}',
  summary: 'Says what it heard.',
  permission: 'assistant:chat',
  params: z.strictObject({ room: z.string() }),
  receives: {
    say: { fields: z.strictObject({ text: z.string() }) },
    count: { fields: z.strictObject({ to: z.int(), every_ms: z.int() }) },
  },
  sends: {
    heard: { fields: z.object({ text: z.string() }) },
    number: { fields: z.object({ number: z.int() }) },
  },
});

/**
 * What one client of a socket saw, which says one thing after another and waits for each to be heard, and is told numbers
 * all the time without asking.
 */
export interface Talk {
  /** The numbers that were heard, in the order in which that came back. */
  readonly heard: readonly number[];
  /** Where the numbers of messages of one connection did not follow each other, over all lines on which it went on. */
  readonly gaps: readonly string[];
  /** How each line began. */
  readonly outcomes: readonly ('new' | 'resumed' | 'lost')[];
  /** With which code and why it ended for good, if it did. */
  readonly ended: string | undefined;
  /** Says no more, and settles when what was said last has been heard. */
  stop(): Promise<void>;
}

const SAY_AGAIN_MS = 2000;
const BETWEEN_MS = 20;
const TOLD = { type: 'count', to: 1_000_000, every_ms: 20 } as const;

export const startTalk = (baseUrl: string, workspace: string, name: string): Talk => {
  const token = `probe.viewer.${workspace}.${randomUUID()}`;
  const outcomes: ('new' | 'resumed' | 'lost')[] = [];
  const { gaps, follow } = watchNumbers();
  let isDone = false;
  let ended: string | undefined;
  const socket = createClient({ baseUrl, token }).socket(
    room,
    { room: name },
    {
      onMessage(message) {
        follow(message.seq, message.type === 'connection_established' && message.outcome !== 'resumed');
        if (message.type === 'heard') void speaker.hear(Number(message.text));
      },
      onState(news) {
        if (news.state === 'open') {
          outcomes.push(news.outcome);
          socket.send(TOLD);
        }
        if (news.state !== 'closed' || isDone) return;
        ended = `${news.code} ${String(news.error)}`;
        speaker.end();
      },
    },
  );
  const speaker = createSpeaker((text) => socket.send({ type: 'say', text }));

  return {
    heard: speaker.heard,
    gaps,
    outcomes,
    get ended() {
      return ended;
    },
    async stop() {
      await speaker.stop();
      isDone = true;
      socket.close();
      await socket.closed;
    },
  };
};

/** Says a number, waits until it was heard, and says the next. */
const createSpeaker = (send: (text: string) => void) => {
  const heard: number[] = [];
  const over = Promise.withResolvers<void>();
  let [isStopping, isOver, said] = [false, false, 0];
  let again: NodeJS.Timeout | undefined;

  // a line that breaks may take with it what was just said, so that is said again until it was heard
  const say = (): void => {
    clearTimeout(again);
    if (isOver) return;
    send(String(said));
    again = setTimeout(say, SAY_AGAIN_MS);
  };
  const end = (): void => {
    isOver = true;
    clearTimeout(again);
    over.resolve();
  };
  say();

  return {
    heard,
    end,
    async hear(number: number): Promise<void> {
      heard.push(number);
      if (number !== said) return;
      clearTimeout(again);
      if (isStopping) return end();
      said += 1;
      await pass(BETWEEN_MS);
      say();
    },
    async stop(): Promise<void> {
      isStopping = true;
      await over.promise;
    },
  };
};

/** Messages of one connection are numbered one after the other, over all lines on which it goes on. */
const watchNumbers = () => {
  const gaps: string[] = [];
  let last = 0;
  return {
    gaps,
    follow(seq: number, begins: boolean): void {
      if (!begins && seq !== last + 1) gaps.push(`${seq} after ${last}`);
      last = seq;
    },
  };
};
