import type { Contract } from '@holdfast/protocol/contract';

interface FixtureRequest {
  readonly id: string;
  readonly search: URLSearchParams;
  readonly body: unknown;
}

/** One endpoint of the fixture's server. */
export interface FixtureRoute {
  readonly contract: Contract;
  readonly answer: (request: FixtureRequest) => unknown;
}

/** What the fixture refuses. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, detail: string) {
    super(detail);
    this.status = status;
    this.code = code;
  }

  static raise(status: number, code: string, detail: string): never {
    throw new ApiProblem(status, code, detail);
  }
}

export const route = (contract: Contract, answer: FixtureRoute['answer']): FixtureRoute => ({ contract, answer });

const patternOf = ({ path }: Contract): RegExp => new RegExp(`^${path.replaceAll(/\{\w+\}/gu, '([^/]+)')}$`, 'u');

/** What the route says, held against its contract: a fixture that promises what the server does not is no fixture. */
export const answerOf = (
  routes: readonly FixtureRoute[],
  method: string,
  url: URL,
  text: string,
): { readonly body: unknown } | undefined => {
  for (const { contract, answer } of routes) {
    const match = patternOf(contract).exec(url.pathname);
    if (contract.method === method && match !== null) {
      const given: unknown = text === '' ? undefined : JSON.parse(text);
      contract.query?.partial().parse(Object.fromEntries(url.searchParams));
      const body = contract.body === undefined ? undefined : contract.body.parse(given);
      const said = answer({ id: match[1] ?? '', search: url.searchParams, body });
      return { body: contract.answers[200]?.parse(said) };
    }
  }
  return undefined;
};
