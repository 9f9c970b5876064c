import type { WorkspaceId } from '@holdfast/protocol/ids';
import { Failure } from '../../../platform/failure.ts';
import type { Ask, FromStore } from '../store-process/messages.ts';
import { READING_METHODS, type Reading } from '../store-process/reading.ts';

/** Questions that wait for an answer of the store's process. */
export interface Asking {
  of(workspace: WorkspaceId, signal: AbortSignal): Reading;
  heard(message: Extract<FromStore, { readonly kind: 'answer' | 'refusal' }>): void;
  /** Nobody will answer what is asked now. */
  refuseAll(): void;
}

interface Waiting {
  readonly workspace: WorkspaceId;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** What more than these would wait for is slower than asking again. */
const MOST_AT_ONCE = 128;
/** One workspace never takes all of it, so that its flood is not everybody's. */
const MOST_OF_ONE = 32;
const RETRY_AFTER_SECONDS = 2;

export interface AskingParts {
  /** False where nobody is there to answer. */
  readonly send: (ask: Ask) => boolean;
  /** Resolves soon, when the store is open or when it is clear that it will not be. */
  readonly opened: () => Promise<void>;
}

export const createAsking = ({ send, opened }: AskingParts): Asking => {
  const waiting = new Map<number, Waiting>();
  let last = 0;

  const isFull = (workspace: WorkspaceId): boolean => {
    if (waiting.size >= MOST_AT_ONCE) return true;
    const own = waiting.values().filter((one) => one.workspace === workspace);
    return own.take(MOST_OF_ONE).toArray().length === MOST_OF_ONE;
  };

  const ask = async (question: Omit<Ask, 'kind' | 'id'>, signal: AbortSignal): Promise<unknown> => {
    await opened();
    signal.throwIfAborted();
    if (isFull(question.workspace)) throw unavailable();
    const id = (last += 1);
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    // an answer that comes later is for nobody
    const giveUp = (): void => reject(signal.reason);
    waiting.set(id, { workspace: question.workspace, resolve, reject });
    signal.addEventListener('abort', giveUp, { once: true });
    try {
      if (!send({ kind: 'ask', id, ...question })) throw unavailable();
      return await promise;
    } finally {
      waiting.delete(id);
      signal.removeEventListener('abort', giveUp);
    }
  };

  return {
    of: (workspace, signal) =>
      // each has the parameters and the answer of its namesake in the other process
      Object.fromEntries(
        READING_METHODS.map((method) => [
          method,
          (...args: readonly unknown[]) => ask({ workspace, method, args }, signal),
        ]),
      ) as unknown as Reading,
    heard(message) {
      const asked = waiting.get(message.id);
      if (message.kind === 'answer') asked?.resolve(message.value);
      else asked?.reject(errorOf(message));
    },
    refuseAll() {
      for (const { reject } of waiting.values()) reject(unavailable());
    },
  };
};

const unavailable = (): Failure => new Failure('traces_unavailable', { retryAfterSeconds: RETRY_AFTER_SECONDS });

const errorOf = ({ why, words }: Extract<FromStore, { readonly kind: 'refusal' }>): Error => {
  if (why === 'unavailable') return unavailable();
  if (why === 'lost') return new Failure('not_found', { detail: LOST });
  return new Error('The store of spans could not answer', { cause: words });
};

const LOST =
  'What was sent of this span lies in a damaged file. The part `spans` of the readiness names it for the operator, who may restore it from a backup.';
