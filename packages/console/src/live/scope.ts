import type { Client } from '@holdfast/client/client';
import { HoldfastError } from '@holdfast/client/holdfast-error';
import type { Asked } from './live.ts';

/** Whose things a page shows. */
export type Scope = 'workspace' | 'instance';

export interface Scoped {
  readonly scope: Scope;
}

type AskOnce<Body> = (holdfast: Client, signal: AbortSignal | undefined) => Promise<Asked<Body>>;

export const isForbidden = (error: unknown): boolean => error instanceof HoldfastError && error.status === 403;

const within = <Body extends object>(scope: Scope, { body, headers }: Asked<Body>): Asked<Body & Scoped> => ({
  body: { ...body, scope },
  headers,
});

/** The instance's for somebody who may not see the workspace's; who may see neither hears what the workspace's lacks. */
const askedInstead = async <Body extends object>(asked: Promise<Asked<Body>>, refusal: unknown) => {
  try {
    return within('instance', await asked);
  } catch (error) {
    throw isForbidden(error) ? refusal : error;
  }
};

/** What is wanted, or the instance's in place of a workspace's that is forbidden; the answer says which it is. */
export const askScoped =
  <Body extends object>(wanted: Scope, ask: Readonly<Record<Scope, AskOnce<Body>>>): AskOnce<Body & Scoped> =>
  async (holdfast, signal) => {
    if (wanted === 'instance') return within(wanted, await ask.instance(holdfast, signal));
    try {
      return within(wanted, await ask.workspace(holdfast, signal));
    } catch (error) {
      if (!isForbidden(error)) throw error;
      return askedInstead(ask.instance(holdfast, signal), error);
    }
  };
