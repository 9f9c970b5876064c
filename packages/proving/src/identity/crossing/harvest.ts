import type { Answer } from '../../http.ts';
import type { Caller } from '../caller.ts';
import type { Description, Operation } from '../../openapi/description.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** What can be read without naming anything. */
export const readable = ({ operations }: Description): readonly Operation[] =>
  operations.filter(({ method, path, isStream }) => method === 'GET' && !path.includes('{') && !isStream);

/** Everything that somebody can read, by path. */
export const readAll = async (caller: Caller, description: Description): Promise<ReadonlyMap<string, Answer>> => {
  const answers = new Map<string, Answer>();
  for (const { path } of readable(description)) {
    answers.set(path, await caller.ask('GET', path));
  }
  return answers;
};

/** All of an answer. */
export const textOf = ({ headers, body }: Answer): string => `${JSON.stringify([...headers])} ${JSON.stringify(body)}`;

/** Every id that is in them, as a value of its own. */
export const idsIn = (answers: ReadonlyMap<string, Answer>): ReadonlySet<string> =>
  new Set(
    [...answers.values()].flatMap((answer) =>
      textOf(answer)
        .split('"')
        .filter((word) => UUID.test(word)),
    ),
  );
