import type { IncomingHttpHeaders } from 'node:http';
import type { Principal } from './context.ts';

export interface Credentials {
  readonly headers: IncomingHttpHeaders;
  /** The client's address, believed from trusted proxies only. */
  readonly address: string;
  /** Somebody who was let in is looked up once more, which is no use of what they came with. */
  readonly again?: true;
}

/** A port: whoever knows principals implements it. Undefined when the request brings none that is valid. */
export type Authenticate = (credentials: Credentials) => Promise<Principal | undefined>;
