import { Failure } from '../../../platform/failure.ts';
import type { UnreadableFile } from '../reading/unreadable-file.ts';

/** A file of which nothing can be taken, as an answer that says why, where, and what can be done. */
export const failureOfFile = (unreadable: UnreadableFile, fieldsIn: 'query' | 'body'): Failure => {
  const { code, message: detail, reason, details } = unreadable;
  const { entry, line, offset, maximum, guess, preview, columns } = details;
  const members = definedOf({ reason, entry, line, offset, maximum, guess, preview, columns });
  if (code !== 'field_refused') return new Failure(code, { detail, members });
  const pointer = `/${fieldsIn}/${details.field ?? 'file'}`;
  return new Failure('invalid', { detail, members, fields: [{ pointer, code: reason, detail }] });
};

const definedOf = (members: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
