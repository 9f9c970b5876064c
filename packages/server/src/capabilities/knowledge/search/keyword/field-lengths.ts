import { grown } from '../grown.ts';
import type { ByField } from './field-weights.ts';

/** How long the fields of each slot are, and how long they usually are. */
export interface FieldLengths extends ByField<Uint8Array> {
  /** How many slots there is room for. */
  readonly room: number;
  add(slot: number, asked: number, answer: number): void;
  /** It is not part of what is usual any more. */
  leaveOut(slot: number): void;
  usual(slots: number): ByField<number>;
  move(from: number, to: number): void;
}

export const createFieldLengths = (): FieldLengths => {
  let asked = new Uint8Array(1024);
  let answer = new Uint8Array(1024);
  const totals = { asked: 0, answer: 0 };
  const count = (slot: number, by: 1 | -1): void => {
    totals.asked += by * (asked[slot] ?? 0);
    totals.answer += by * (answer[slot] ?? 0);
  };
  return {
    get asked() {
      return asked;
    },
    get answer() {
      return answer;
    },
    get room() {
      return asked.length;
    },
    add(slot, lengthAsked, lengthAnswer) {
      if (slot >= asked.length) {
        asked = grown(asked, new Uint8Array(slot * 2));
        answer = grown(answer, new Uint8Array(slot * 2));
      }
      asked[slot] = lengthAsked;
      answer[slot] = lengthAnswer;
      count(slot, 1);
    },
    leaveOut: (slot) => count(slot, -1),
    usual: (slots) => ({ asked: totals.asked / Math.max(1, slots), answer: totals.answer / Math.max(1, slots) }),
    move(from, to) {
      asked[to] = asked[from] ?? 0;
      answer[to] = answer[from] ?? 0;
    },
  };
};
