import type { ProblemField } from '@holdfast/protocol/problem';
import type { z } from 'zod';

const MOST_FIELDS = 50;

/** What a schema found, as fields that a person or a form can find again. */
export const fieldsOf = (part: string, error: z.core.$ZodError, value: unknown): ProblemField[] =>
  error.issues.slice(0, MOST_FIELDS).flatMap((issue) => fieldsOfIssue(part, issue, value));

const fieldsOfIssue = (part: string, issue: z.core.$ZodIssue, value: unknown): ProblemField[] => {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      pointer: pointerTo(part, [...issue.path, key]),
      code: 'unknown_field',
      detail: 'is not a field of this',
    }));
  }
  const pointer = pointerTo(part, issue.path);
  if (issue.code === 'invalid_type' && at(value, issue.path) === undefined)
    return [{ pointer, code: 'required', detail: 'is required' }];
  return [{ pointer, code: issue.code, detail: sentence(issue.message) }];
};

/** RFC 6901 behind the name of the part: /body/notes/3/title */
const pointerTo = (part: string, path: readonly PropertyKey[]): string =>
  ['', part, ...path.map((step) => String(step).replaceAll('~', '~0').replaceAll('/', '~1'))].join('/');

const at = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (inner, step) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[step] : undefined,
    value,
  );

const sentence = (message: string): string =>
  message.startsWith('must ') ? message : `is not right: ${message.charAt(0).toLowerCase()}${message.slice(1)}`;
