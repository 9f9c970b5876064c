import { type Client, createClient } from '@holdfast/client/client';
import { fetchWithProgress } from '../files/send-with-progress.ts';
import { guardedClient } from './guarded-client.ts';
import { createProofAsker } from './proof-asker.ts';
import type { Door } from './session-context.ts';
import { createSessionStore } from './session-store.ts';
import { createWorkspaceChoice } from './workspace-choice.ts';

/** The server as whoever is here meets it: every call is in the chosen workspace and minds what it is refused for. */
export const openSession = (baseUrl: string): Door & { readonly holdfast: Client } => {
  const choice = createWorkspaceChoice();
  const bare = createClient({
    baseUrl,
    fetch: fetchWithProgress,
    get workspace() {
      return choice.current();
    },
  });
  const session = createSessionStore(bare, choice);
  const proof = createProofAsker();
  return { session, proof, holdfast: guardedClient(bare, { session, proof }) };
};
