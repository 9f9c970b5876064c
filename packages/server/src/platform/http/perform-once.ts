import type { Contract } from '@holdfast/protocol/contract';
import type { WorkspaceDb } from '../database/database.ts';
import type { MakeId } from '../ids/uuid7.ts';
import type { Answer } from './answer.ts';
import { fingerprintOf, once } from './idempotency.ts';
import type { Call } from './idempotency-store.ts';
import type { Parsed } from './parse.ts';
import { fillPath } from './path.ts';
import type { ReceivedFile } from './uploads/received-file.ts';
import type { Visit } from './visit.ts';

interface Keyed {
  readonly key: string;
  readonly parsed: Parsed;
  readonly file: ReceivedFile | undefined;
}

/** A call with a key is the same one whichever way it comes, as long as it means the same endpoint. */
export const callOf = (visit: Visit, contract: Contract, { key, parsed, file }: Keyed): Call => ({
  principal: visit.principal?.id ?? nobody(),
  operation: contract.name,
  path: fillPath(contract.path, parsed.params),
  key,
  fingerprint: fingerprintOf(parsed, file),
});

export const performOnce = async (
  visit: Visit,
  makeId: MakeId,
  call: Call,
  perform: () => Promise<Answer>,
): Promise<Answer> => {
  try {
    return await once(dbOf(visit), makeId, call, (joined) => {
      visit.joined = joined;
      return perform();
    });
  } finally {
    // what the visit asks after that is not in this transaction, which is over
    visit.joined = undefined;
  }
};

export const dbOf = ({ database, workspace = nobody(), signal }: Visit): WorkspaceDb =>
  database.forWorkspace(workspace, signal);

const nobody = (): never => {
  throw new Error('A call with a key was admitted without a principal in a workspace');
};
