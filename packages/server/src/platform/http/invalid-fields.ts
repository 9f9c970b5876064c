import type { ProblemField } from '@holdfast/protocol/problem';
import type { z } from 'zod';

/** An answer must not grow with what a caller got wrong: these are enough to mend the rest by. */
const MOST_FIELDS = 50;
const LONGEST_POINTER = 200;

/** What schemas found in one request, as fields that a person or a form can find again. */
export interface Findings {
  add(part: string, error: z.core.$ZodError, value: unknown): void;
  /** The first of them. */
  readonly fields: readonly ProblemField[];
  /** The very first as a sentence, and how many more there are. */
  readonly detail: string;
}

export const createFindings = (): Findings => {
  const fields: ProblemField[] = [];
  let count = 0;
  return {
    add(part, error, value) {
      for (const issue of error.issues) {
        count += countOf(issue);
        if (fields.length < MOST_FIELDS) fields.push(...fieldsOfIssue(part, issue, value, MOST_FIELDS - fields.length));
      }
    },
    fields,
    get detail() {
      const [first] = fields;
      return `${first?.pointer} ${first?.detail}${count === 1 ? '' : ` (and ${count - 1} more)`}.`;
    },
  };
};

/** All unknown fields of one object are one issue. */
const countOf = (issue: z.core.$ZodIssue): number => (issue.code === 'unrecognized_keys' ? issue.keys.length : 1);

const fieldsOfIssue = (part: string, issue: z.core.$ZodIssue, value: unknown, most: number): ProblemField[] => {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, most).map((key) => ({
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
  cut(['', part, ...path.map((step) => String(step).replaceAll('~', '~0').replaceAll('/', '~1'))].join('/'));

const cut = (pointer: string): string =>
  pointer.length <= LONGEST_POINTER ? pointer : `${pointer.slice(0, LONGEST_POINTER).toWellFormed()}…`;

const at = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (inner, step) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[step] : undefined,
    value,
  );

const sentence = (message: string): string =>
  message.startsWith('must ') ? message : `is not right: ${message.charAt(0).toLowerCase()}${message.slice(1)}`;
