import type { WorkspaceId } from '@holdfast/protocol/ids';
import type { Channel } from './channel.ts';
import { SpanBytesLost } from './answer.ts';
import type { Ask, Refused } from './messages.ts';
import { READING_METHODS, type Reading } from './reading.ts';

export interface AnswersParts {
  readonly channel: Channel;
  /** False while answers would leave out what is not yet in the index again. */
  readonly isWhole: () => boolean;
  readonly readingOf: (workspace: WorkspaceId) => Reading;
  /** Is told what is being answered. */
  readonly during: (answering: Promise<unknown>) => Promise<void>;
  /** Looks at a failure for what it means to the whole; true when the process ends by it. */
  readonly judge: (error: unknown) => boolean;
}

export const createAnswers = ({ channel, isWhole, readingOf, during, judge }: AnswersParts) => ({
  answer({ id, workspace, method, args }: Ask): void {
    const refuse = (why: Refused, words: string): void => channel.tell({ kind: 'refusal', id, why, words });
    if (!isWhole()) return refuse('unavailable', 'The store is being rebuilt');
    if (!READING_METHODS.includes(method)) return refuse('failed', `There is no ${method}`);
    const ask = readingOf(workspace)[method] as (...args: readonly unknown[]) => Promise<unknown>;
    // an answer that cannot be handed over is a failure of this question, and not the end of everybody's
    const tell = (value: unknown): void => channel.tell({ kind: 'answer', id, value });
    const answering = ask(...args);
    void during(answering);
    void answering.then(tell).catch((error: unknown) => {
      const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
      refuse(error instanceof SpanBytesLost ? 'lost' : judge(error) ? 'unavailable' : 'failed', words);
    });
  },
});
