import type { Standing } from '../identity/index.ts';
import type { Somebody } from './rules/state.ts';

/** How long a second factor that was shown counts for a decision. */
const PROOF_COUNTS_MS = 5 * 60_000;

export const somebodyOf = ({ kind, id, role, account, codeShownMsAgo }: Standing): Somebody => ({
  kind,
  id,
  role,
  account,
  isProved: codeShownMsAgo !== undefined && codeShownMsAgo <= PROOF_COUNTS_MS,
});
