import type { IncomingHttpHeaders } from 'node:http';
import type { Principal } from './context.ts';

export interface Credentials {
  readonly headers: IncomingHttpHeaders;
  /** The client's address, believed from trusted proxies only. */
  readonly address: string;
}

/** A port: whoever knows principals implements it. Undefined when the request brings none that is valid. */
export type Authenticate = (credentials: Credentials) => Promise<Principal | undefined>;

/** Until there is an identity, nobody is known: whatever declares a permission answers 401. */
export const knowNobody: Authenticate = async () => undefined;
