import type { Position } from '../../../platform/segments/position.ts';
import type { Archive, ArchivedRecord } from '../sealed/archive.ts';
import { isBefore, laterOf } from './position.ts';

/** Goes through what was received, record by record, as it grows. */
export interface ReadingOn {
  /** Behind what was read. */
  readonly at: Position;
  /** The next record before `end`; undefined where there is none. */
  next(end: Position): Promise<ArchivedRecord | undefined>;
  close(): Promise<void>;
}

export const readOn = (archive: Pick<Archive, 'readFrom'>, from: Position): ReadingOn => {
  let at = from;
  let until = from;
  let records: ReturnType<Archive['readFrom']> | undefined;
  return {
    get at() {
      return at;
    },
    async next(end) {
      for (;;) {
        if (records === undefined && !isBefore(at, end)) return undefined;
        if (records === undefined) until = end;
        records ??= archive.readFrom(at, until);
        const { value, done } = await records.next();
        if (done !== true) {
          at = value.next;
          return value;
        }
        // there is nothing between the last record and the end
        at = laterOf(at, until);
        records = undefined;
      }
    },
    async close() {
      await records?.return();
    },
  };
};
