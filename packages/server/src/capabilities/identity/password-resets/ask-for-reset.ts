import { INSTANCE_WORKSPACE } from '@holdfast/protocol/ids';
import { comingFrom } from '../../../platform/audit/act.ts';
import { fail } from '../../../platform/failure.ts';
import type { OpenContext } from '../../../platform/http/context.ts';
import type { IdentityParts } from '../parts.ts';
import type { Tries } from '../tries/tries.ts';
import { resetLetter, SEALED_FOR_RESET, type Wish } from './reset-letter.ts';

export interface AskForResetParts extends Pick<IdentityParts, 'database' | 'jobs' | 'mail' | 'secrets'> {
  readonly tries: Tries;
  /** Where the link in the letter leads. */
  readonly baseUrl: () => string;
}

export type AskForReset = (ctx: OpenContext, email: string) => Promise<Record<string, never>>;

/**
 * Writes a job down, and nothing else: whether there is such an account is looked up by whoever does the job, so that neither the
 * answer nor its time tells. Each counts as a try: a mailbox is not to be filled.
 */
export const createAskForReset =
  ({ database, jobs, mail, secrets, tries, baseUrl }: AskForResetParts): AskForReset =>
  async (ctx, email) => {
    if (!mail.isConfigured) fail('mail_not_configured');
    await tries.take({ address: ctx.caller.address });
    const wish: Wish = { email, base: baseUrl(), ...comingFrom(ctx.caller) };
    const sealed = secrets.seal(JSON.stringify(wish), SEALED_FOR_RESET);
    await database
      .forWorkspace(INSTANCE_WORKSPACE, ctx.signal)
      .write((tx) => jobs.enqueue(tx, resetLetter, { sealed }));
    return {};
  };
