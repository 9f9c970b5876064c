import type { Line } from './line.ts';

/** Works on messages one after the other, and lets the other side wait while it is behind. */
export interface Inbox {
  put(text: string): void;
  readonly isQuiet: boolean;
}

const MOST_WAITING = 16;

export const createInbox = (
  lineOf: () => Pick<Line, 'holdBack' | 'goOn'>,
  work: (text: string) => Promise<void>,
): Inbox => {
  const waiting: string[] = [];
  let isWorking = false;
  let isHeldBack = false;

  const workOff = async (): Promise<void> => {
    isWorking = true;
    for (let text = waiting.shift(); text !== undefined; text = waiting.shift()) {
      await work(text);
      if (isHeldBack && waiting.length === 0) {
        isHeldBack = false;
        lineOf().goOn();
      }
    }
    isWorking = false;
  };

  return {
    put(text) {
      waiting.push(text);
      if (waiting.length > MOST_WAITING && !isHeldBack) {
        isHeldBack = true;
        lineOf().holdBack();
      }
      if (!isWorking) void workOff();
    },
    get isQuiet() {
      return !isWorking;
    },
  };
};
