import type { Client } from '@holdfast/client/client';
import { HoldfastError } from '@holdfast/client/holdfast-error';
import type { ProofAsker } from './proof-asker.ts';
import type { SessionStore } from './session-store.ts';

interface Guard {
  readonly session: Pick<SessionStore, 'look'>;
  readonly proof: Pick<ProofAsker, 'ask'>;
}

/**
 * Whether the same call can go on after a refusal. Showing a secret gives the sign-in a new id, and a call that was on
 * its way under the old one is refused: so it is looked who is here before anybody is sent to the door.
 */
const isMended = async (error: unknown, { session, proof }: Guard): Promise<boolean> => {
  if (!(error instanceof HoldfastError)) return false;
  if (error.code === 'unauthenticated') return (await session.look()).state === 'in';
  if (error.code === 'proof_needed') return proof.ask();
  if (error.code === 'second_factor_needed') await session.look();
  return false;
};

/** Sees to what any call may be refused for, in one place: a sign-in that ended, a proof, a second factor. */
export const guardedClient = (client: Client, guard: Guard): Client => {
  const guarded = async <Answer>(ask: () => Promise<Answer>, signal: AbortSignal | undefined): Promise<Answer> => {
    try {
      return await ask();
    } catch (error) {
      if (!(await isMended(error, guard))) throw error;
      signal?.throwIfAborted();
      return ask();
    }
  };
  const call: Client['call'] = (contract, given, options) =>
    guarded(() => client.call(contract, given, options), options?.signal);
  return {
    ...client,
    call,
    bodyOf: async (contract, given, options) => (await call(contract, given, options)).body,
    // a file can be sent again from its beginning; what is made while it is sent cannot
    upload: (contract, given, file, options) =>
      file instanceof Blob
        ? guarded(() => client.upload(contract, given, file, options), options?.signal)
        : client.upload(contract, given, file, options),
    download: (contract, given, options) => guarded(() => client.download(contract, given, options), options?.signal),
  };
};
