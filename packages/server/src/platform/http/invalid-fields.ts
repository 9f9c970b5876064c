import { stepOf } from '@holdfast/protocol/json-pointer';
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
  const nearest = issue.code === 'invalid_union' ? nearestOf(issue) : undefined;
  if (nearest !== undefined)
    return nearest
      .map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }))
      .flatMap((inner) => fieldsOfIssue(part, inner, value, most))
      .slice(0, most);
  const pointer = pointerTo(part, issue.path);
  const kinds = kindsOf(issue);
  if ((issue.code === 'invalid_type' || kinds !== undefined) && at(value, issue.path) === undefined)
    return [{ pointer, code: 'required', detail: 'is required' }];
  if (kinds !== undefined) return [{ pointer, code: 'invalid_value', detail: oneOf(kinds) }];
  return [{ pointer, code: issue.code, detail: sentence(issue) }];
};

/** Of several forms the one that was meant: it is no other kind of thing, and least is wrong with it. */
const nearestOf = ({ errors }: z.core.$ZodIssueInvalidUnion): z.core.$ZodIssue[] | undefined =>
  errors
    .filter((issues) => !issues.some(({ code, path }) => code === 'invalid_type' && path.length === 0))
    .toSorted((left, right) => left.length - right.length)[0];

/** The values that the field may have which tells several forms apart, where it has none of them. */
const kindsOf = (issue: z.core.$ZodIssue): readonly unknown[] | undefined =>
  issue.code === 'invalid_union' && 'options' in issue ? issue.options : undefined;

const oneOf = (values: readonly unknown[]): string =>
  `must be ${values.length === 1 ? '' : 'one of '}${values.map(String).join(', ')}`;

/** RFC 6901 behind the name of the part: /body/notes/3/title */
const pointerTo = (part: string, path: readonly PropertyKey[]): string =>
  cut(['', part, ...path.map((step) => stepOf(String(step)))].join('/'));

const cut = (pointer: string): string =>
  pointer.length <= LONGEST_POINTER ? pointer : `${pointer.slice(0, LONGEST_POINTER).toWellFormed()}…`;

const at = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (inner, step) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[step] : undefined,
    value,
  );

const TYPES: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'an object',
  string: 'text',
};

const FORMATS: Readonly<Record<string, string>> = {
  datetime: 'a time, like 2027-12-31T00:00:00Z',
  uuid: 'an id, which is a UUID',
};

/** What a length or a size is counted in, before the words that say how many. */
const sized = (origin: string, bound: string, end: string): string => {
  if (origin === 'string') return `must have ${bound} ${bound === '1' ? 'character' : 'characters'} or ${end}`;
  if (origin === 'array') return `must have ${bound} ${bound === '1' ? 'entry' : 'entries'} or ${end}`;
  return `must be ${bound} or ${end}`;
};

/** What to do rather than what was found. A schema that says it itself begins with must. */
const sentence = (issue: z.core.$ZodIssue): string => {
  const { message } = issue;
  if (message.startsWith('must ')) return message;
  if (issue.code === 'invalid_type' && TYPES[issue.expected] !== undefined) return `must be ${TYPES[issue.expected]}`;
  if (issue.code === 'invalid_format' && FORMATS[issue.format] !== undefined) return `must be ${FORMATS[issue.format]}`;
  if (issue.code === 'invalid_value') return oneOf(issue.values);
  if (issue.code === 'too_small' && issue.origin === 'string' && issue.minimum === 1) return 'must not be empty';
  if (issue.code === 'too_small' && issue.inclusive !== false)
    return sized(issue.origin, String(issue.minimum), 'more');
  if (issue.code === 'too_big' && issue.inclusive !== false)
    return sized(
      issue.origin,
      String(issue.maximum),
      issue.origin === 'string' || issue.origin === 'array' ? 'fewer' : 'less',
    );
  return `is not right: ${message.charAt(0).toLowerCase()}${message.slice(1)}`;
};
