import { availableParallelism } from 'node:os';
import type { Log } from '../../../platform/log/log.ts';
import { EmbedderFailure } from '../embedding/embedders/embedder-failure.ts';
import { startModelChild, type ModelChild } from './model-child.ts';
import type { ModelFiles } from './model-files.ts';
import type { FromModel } from './process/messages.ts';
import { createTurns, type Turn } from './turns.ts';

export interface ModelProcessParts {
  readonly name: string;
  readonly files: ModelFiles;
  readonly runtime: string;
  readonly log: Pick<Log, 'warn'>;
  /** For some texts; a process that takes longer is stuck. */
  readonly timeoutMs: number;
  readonly idleMs?: number;
}

export interface Opened {
  readonly fingerprint: string;
  readonly dimensions: number;
}

/**
 * The process of a model: begun when it is needed, ended when nobody has asked for a while. When it ends unasked, those who wait
 * fail, and the next who asks begins another.
 */
export interface ModelProcess {
  /** What the model is. Throws an `EmbedderFailure` with a sentence where it cannot be used. */
  open(): Promise<Opened>;
  /** One after the other; those who wait for a question first. */
  take(turn: Turn): void;
  readonly pid: number | undefined;
  close(): Promise<void>;
}

const IDLE_MS = 5 * 60_000;
/** A large model from a slow disk. */
const OPENING_MS = 5 * 60_000;
/** One processor is left to everything else; with more than so many a small model is not faster. */
const MOST_THREADS = 8;
const threads = (): number => Math.min(MOST_THREADS, Math.max(1, availableParallelism() - 1));

export const createModelProcess = (parts: ModelProcessParts): ModelProcess => {
  const { name, timeoutMs, idleMs = IDLE_MS } = parts;
  const turns = createTurns();
  let life: Life | undefined;
  let underWay: Turn | undefined;

  const goOn = (): void => {
    if (life === undefined || underWay !== undefined) return;
    underWay = turns.next();
    if (underWay === undefined) {
      life.endIn(idleMs, away(`${name} was not needed`));
      return;
    }
    life.child.tell({ kind: 'embed', texts: underWay.texts, as: underWay.as });
    life.endIn(timeoutMs, late(name));
  };
  const hear = (message: FromModel): void => {
    const turn = underWay;
    underWay = undefined;
    if (message.kind === 'embedded') turn?.done(message.vectors);
    else if (message.kind === 'failed')
      turn?.failed(new EmbedderFailure('refuses_texts', `${name} failed. ${message.why}`));
    goOn();
  };
  /** The next who asks must not meet a process that is ending. */
  const onEnd = (failure: EmbedderFailure): void => {
    const was = underWay;
    life = underWay = undefined;
    was?.failed(failure);
    turns.failAll(failure);
  };
  const living = (): Life => (life ??= beginLife(parts, { hear, onEnd }));

  return {
    open: () => living().opened,
    take(turn) {
      turns.add(turn);
      living().opened.then(goOn, () => {
        // told to those who wait when it ended
      });
    },
    get pid() {
      return life?.child.pid;
    },
    async close() {
      const ending = life;
      ending?.end(away(`${name} was ended`));
      await ending?.child.gone;
    },
  };
};

interface Life {
  readonly child: ModelChild;
  readonly opened: Promise<Opened>;
  end(failure: EmbedderFailure): void;
  endIn(milliseconds: number, failure: EmbedderFailure): void;
}

interface Listening {
  readonly hear: (message: FromModel) => void;
  readonly onEnd: (failure: EmbedderFailure) => void;
}

const beginLife = ({ name, files, runtime, log }: ModelProcessParts, { hear, onEnd }: Listening): Life => {
  const { promise: opened, resolve, reject } = Promise.withResolvers<Opened>();
  let isOpen = false;
  let isOver = false;
  let timer: NodeJS.Timeout | undefined;

  const hearFirst = (message: FromModel): void => {
    if (message.kind === 'opened') {
      isOpen = true;
      resolve(message);
    } else if (message.kind === 'unusable') end(unusable(name, message.why));
    else if (message.kind === 'failed') end(away(`${name} could not be opened: ${message.why}`));
  };
  const child = startModelChild({
    onMessage: (message) => {
      if (!isOver) (isOpen ? hear : hearFirst)(message);
    },
    onLine: (line) => log.warn({ line, model: name }, 'The process of a transformer wrote this.'),
  });
  const end = (failure: EmbedderFailure): void => {
    if (isOver) return;
    isOver = true;
    clearTimeout(timer);
    child.end();
    reject(failure);
    onEnd(failure);
  };
  const endIn = (milliseconds: number, failure: EmbedderFailure): void => {
    clearTimeout(timer);
    timer = setTimeout(() => end(failure), milliseconds).unref();
  };
  // whoever waits for it is told
  opened.catch(() => {});
  void child.gone.then((how) => {
    if (!isOver) log.warn({ how, model: name }, 'The process of a transformer ended.');
    end(away(`The process in which ${name} runs ended (${how})`));
  });
  child.tell({ kind: 'begin', beginning: { files, runtime, threads: threads() } });
  endIn(OPENING_MS, late(name));
  return { child, opened, end, endIn };
};

const unusable = (name: string, why: string): EmbedderFailure =>
  new EmbedderFailure('refuses_us', `${name} cannot be used. ${why}`);

const away = (what: string): EmbedderFailure => new EmbedderFailure('away', `${what}.`);

export const late = (name: string): EmbedderFailure =>
  new EmbedderFailure('away', `${name} has not answered in time. It may still be opening.`, { isLate: true });
