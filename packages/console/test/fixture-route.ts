import type { Contract } from '@holdfast/protocol/contract';
import type { ProblemField } from '@holdfast/protocol/problem';
import type { IncomingHttpHeaders } from 'node:http';

interface FixtureRequest {
  /** What stands in its path, and the first of that. */
  readonly ids: readonly string[];
  readonly id: string;
  readonly headers: IncomingHttpHeaders;
  readonly search: URLSearchParams;
  readonly body: unknown;
  /** The body to the letter. */
  readonly text: string;
}

/** One endpoint of the fixture's server. */
export interface FixtureRoute {
  readonly contract: Contract;
  readonly answer: (request: FixtureRequest) => unknown;
}

/** A file that the fixture answers. */
export class FixtureFile {
  readonly filename: string;
  readonly type: string;
  readonly text: string;

  constructor(filename: string, type: string, text: string) {
    this.filename = filename;
    this.type = type;
    this.text = text;
  }
}

/** An answer of another status than the first that the contract has. */
export class FixtureAnswer {
  readonly status: number;
  readonly body: unknown;

  constructor(status: number, body: unknown) {
    this.status = status;
    this.body = body;
  }
}

/** What the fixture refuses. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: readonly ProblemField[] | undefined;
  /** What the problem says beyond what all say. */
  members: object = {};

  constructor(status: number, code: string, detail: string, errors?: readonly ProblemField[]) {
    super(detail);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }

  static raiseWith(members: object, status: number, code: string, detail: string): never {
    throw Object.assign(new ApiProblem(status, code, detail), { members });
  }

  static raise(status: number, code: string, detail: string, errors?: readonly ProblemField[]): never {
    throw new ApiProblem(status, code, detail, errors);
  }
}

export const route = (contract: Contract, answer: FixtureRoute['answer']): FixtureRoute => ({ contract, answer });

const NUMBERS: ReadonlySet<string> = new Set([
  'limit',
  'number',
  'sequence',
  'buckets',
  'wait_seconds',
  'min_duration_ms',
  'max_duration_ms',
  'min_cost_usd',
  'max_cost_usd',
  'min_tokens',
  'days',
]);
const WORDS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
]);

const queryOf = ({ searchParams }: URL): object =>
  Object.fromEntries(
    [...searchParams].map(([name, value]) => [name, NUMBERS.has(name) ? Number(value) : (WORDS.get(value) ?? value)]),
  );

const patternOf = ({ path }: Contract): RegExp => new RegExp(`^${path.replaceAll(/\{\w+\}/gu, '([^/]+)')}$`, 'u');

/** What the route says, held against its contract: a fixture that promises what the server does not is no fixture. */
export const answerOf = (
  routes: readonly FixtureRoute[],
  request: { readonly method: string; readonly url: URL; readonly headers: IncomingHttpHeaders; readonly text: string },
): { readonly status: number; readonly body: unknown } | undefined => {
  const { method, url, headers, text } = request;
  for (const { contract, answer } of routes) {
    const match = patternOf(contract).exec(url.pathname);
    if (contract.method === method && match !== null) {
      const given: unknown = contract.takes === 'file' || text === '' ? undefined : JSON.parse(text);
      contract.query?.parse(queryOf(url));
      const body = contract.body === undefined ? undefined : contract.body.parse(given);
      const ids = match.slice(1).map(decodeURIComponent);
      const said = answer({ ids, id: ids[0] ?? '', headers, search: url.searchParams, body, text });
      if (said instanceof FixtureAnswer)
        return { status: said.status, body: contract.answers[said.status]?.parse(said.body) };
      const [status, schema] = Object.entries(contract.answers)[0] ?? ['204'];
      return { status: Number(status), body: said instanceof FixtureFile ? said : schema?.parse(said) };
    }
  }
  return undefined;
};
