import { constants, openSync, writeSync } from 'node:fs';

export interface LineWriter {
  write(line: string): void;
}

const MOST_WAITING_BYTES = 4 * 1024 * 1024;
const AGAIN_MS = 10;

/**
 * Writes lines to a descriptor at once, so that a crash loses none. A reader that does not read costs lines, which are
 * counted, and never time; one that goes away costs all that follow.
 */
export const createLineWriter = (fd: number): LineWriter => {
  let head: Buffer = Buffer.alloc(0);
  let queue: Buffer[] = [];
  let waitingBytes = 0;
  let dropped = 0;
  let gone = false;
  let timer: NodeJS.Timeout | undefined;

  const flush = (): void => {
    timer = undefined;
    try {
      while (waitingBytes > 0) {
        if (head.length === 0) [head, queue] = [Buffer.concat(queue), []];
        const written = writeSync(fd, head);
        head = head.subarray(written);
        waitingBytes -= written;
      }
    } catch (error) {
      if (codeOf(error) === 'EAGAIN') timer = setTimeout(flush, AGAIN_MS).unref();
      else gone = true;
    }
  };

  return {
    write(line) {
      if (gone) return;
      const bytes = Buffer.from(dropped === 0 ? line : `${wordsOf(dropped)}${line}`);
      if (waitingBytes + bytes.length > MOST_WAITING_BYTES) {
        dropped += 1;
        return;
      }
      dropped = 0;
      queue.push(bytes);
      waitingBytes += bytes.length;
      if (timer === undefined) flush();
    },
  };
};

const wordsOf = (dropped: number): string =>
  `${JSON.stringify({ level: 'warn', dropped, message: 'Lines of the log were dropped: nobody read them.' })}\n`;

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

/**
 * Standard output as a descriptor that makes nobody wait: a pipe whose reader has stalled, or a terminal that was stopped
 * with Ctrl-S, would otherwise stop the whole node.
 */
export const standardOutput = (): number => {
  // Node makes a pipe or a socket so when it opens its own stream over it
  if (!process.stdout.isTTY || process.platform !== 'linux') return process.stdout.fd;
  try {
    // a terminal is shared with the shell, and so are its ways: it is opened once more
    return openSync('/proc/self/fd/1', constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
  } catch {
    return process.stdout.fd;
  }
};
