import type { Contract } from '@holdfast/protocol/contract';
import { compileSchema } from './compile-schema.ts';
import type { Answered } from './endpoint.ts';
import { etagOf } from './etag.ts';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

export type ToAnswer = (result: unknown) => Answer;

/** What a handler gave, held against what its contract promises. Nothing leaves that was not promised. */
export const answerWriter = (contract: Contract): ToAnswer => {
  const schemas = new Map(
    Object.entries(contract.answers).map(([status, schema]) => [Number(status), compileSchema(schema)]),
  );
  const [only, ...others] = schemas.keys();

  return (result) => {
    const { status, body } =
      others.length === 0 ? { status: only ?? 200, body: result } : (result as Answered<Contract>);
    const checked = schemas.get(status)?.safeParse(body);
    if (checked === undefined)
      throw new Error(`${contract.name} answered ${status}, which its contract does not promise`);
    if (!checked.success)
      throw new Error(`${contract.name} answered what its contract does not promise`, { cause: checked.error });
    return { status, body: checked.data, headers: headersOf(checked.data) };
  };
};

const headersOf = (body: unknown): Record<string, string> => {
  const version = typeof body === 'object' && body !== null && 'version' in body ? body.version : undefined;
  return typeof version === 'number' ? { etag: etagOf(version) } : {};
};
