import { Timestamp } from '@holdfast/protocol/time';

/** A moment of this process as the wire has it: its clock knows milliseconds, so the last three digits are noughts. */
export const timestampOf = (milliseconds: number): Timestamp =>
  Timestamp.parse(new Date(milliseconds).toISOString().replace('Z', '000Z'));
