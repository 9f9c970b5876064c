import { z } from 'zod';
import type { SecretBox } from '../../../platform/crypto/secret-box.ts';
import { randomSecret } from '../../../platform/crypto/random.ts';
import type { OpenContext } from '../../../platform/http/context.ts';
import { cookieOf, type Cookies } from '../sign-ins/cookie.ts';

/** What somebody went to an issuer for. */
const Purpose = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sign_in'), to: z.string() }),
  z.object({ kind: z.literal('add'), account: z.string(), signIn: z.string() }),
  z.object({ kind: z.literal('accept'), invitation: z.string() }),
]);
export type Purpose = z.infer<typeof Purpose>;

const Flow = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  until: z.number(),
  purpose: Purpose,
});
export type Flow = z.infer<typeof Flow>;

/** Kept by the browser alone, sealed, for this issuer, for ten minutes. */
export interface Flows {
  begin(ctx: OpenContext, issuer: string, purpose: Purpose): Flow;
  /** What was begun in this browser with this issuer, once: its cookie is taken away. */
  take(ctx: OpenContext, issuer: string): Flow | undefined;
}

const LASTS_SECONDS = 600;
const SECRET_BYTES = 32;

export const createFlows = (secrets: SecretBox, cookies: Cookies): Flows => {
  // moved to another issuer's cookie it opens no more
  const contextOf = (issuer: string): string => `identity/oidc/${issuer}`;
  return {
    begin(ctx, issuer, purpose) {
      const [state, nonce, verifier] = [
        randomSecret(SECRET_BYTES),
        randomSecret(SECRET_BYTES),
        randomSecret(SECRET_BYTES),
      ];
      const flow = { state, nonce, verifier, until: ctx.clock.now() + LASTS_SECONDS * 1000, purpose };
      const sealed = secrets.seal(JSON.stringify(flow), contextOf(issuer));
      ctx.tell('set-cookie', cookies.set(cookies.issuer(issuer), sealed, LASTS_SECONDS));
      return flow;
    },
    take(ctx, issuer) {
      const sealed = cookieOf(ctx.caller.headers, cookies.issuer(issuer));
      if (sealed === undefined) return undefined;
      ctx.tell('set-cookie', cookies.clear(cookies.issuer(issuer)));
      try {
        const flow = Flow.parse(JSON.parse(secrets.open(sealed, contextOf(issuer))));
        return flow.until > ctx.clock.now() ? flow : undefined;
      } catch {
        // altered, of another issuer, or sealed with a key of long ago: nothing that was begun here
        return undefined;
      }
    },
  };
};
