import { ProtobufWriter } from '../protobuf/writer.ts';
import type { Rejection } from '../request/scan-request.ts';

/** What is under way while JSON is written as protobuf. Whatever finds something that does not fit says so in `failed`. */
export interface JsonWriting {
  readonly writer: ProtobufWriter;
  failed: boolean;
  /** The innermost member that failed first. */
  failedAt: string | undefined;
  /** Spans that could not be written, of which the first are described. */
  rejected: number;
  readonly rejections: Rejection[];
  /** A member that means nothing, and the name that was meant. The first of them is told. */
  misspelt: Misspelt | undefined;
}

export interface Misspelt {
  readonly written: string;
  readonly meant: string;
}

export const createJsonWriting = (): JsonWriting => ({
  writer: new ProtobufWriter(),
  failed: false,
  failedAt: undefined,
  rejected: 0,
  rejections: [],
  misspelt: undefined,
});

/** Writes one value as the field of this number. */
export type WriteField = (writing: JsonWriting, field: number, value: unknown) => void;

/** Name in JSON, number in protobuf, and how its value is written. */
export type Fields = readonly (readonly [name: string, field: number, write: WriteField])[];

/** Writes the members that are known; all others are ignored, null is as good as nothing. */
export const writeMembers = (writing: JsonWriting, fields: Fields, value: unknown): void => {
  if (!isObject(value)) {
    writing.failed = true;
    return;
  }
  for (const [name, field, write] of fields) {
    const member = value[name];
    if (member === undefined || member === null) continue;
    write(writing, field, member);
    if (writing.failed) writing.failedAt ??= name;
  }
  writing.misspelt ??= misspeltIn(value, fields);
};

/** Names of protobuf, with underscores, are none in OTLP/JSON: without a word all below them would be gone. */
const misspeltIn = (value: object, fields: Fields): Misspelt | undefined => {
  for (const written in value) {
    const meant = meantBy(fields).get(plainOf(written));
    if (meant !== undefined && meant !== written) return { written, meant };
  }
  return undefined;
};

const meantBy = (fields: Fields): ReadonlyMap<string, string> => {
  const known = MEANT.get(fields);
  if (known !== undefined) return known;
  const made = new Map(fields.map(([name]) => [plainOf(name), name]));
  MEANT.set(fields, made);
  return made;
};

const MEANT = new WeakMap<Fields, ReadonlyMap<string, string>>();

const plainOf = (name: string): string => name.replaceAll('_', '').toLowerCase();

/** A function, because values contain values. */
export const message =
  (fields: () => Fields): WriteField =>
  (writing, field, value) => {
    const opened = writing.writer.open(field);
    writeMembers(writing, fields(), value);
    writing.writer.close(opened);
  };

export const repeated =
  (write: WriteField): WriteField =>
  (writing, field, value) => {
    if (!Array.isArray(value)) {
      writing.failed = true;
      return;
    }
    for (const item of value) write(writing, field, item);
  };

/** JSON.parse gives objects whose members are their own, `__proto__` too; none of the names asked for is inherited. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
