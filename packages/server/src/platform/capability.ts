import type { Endpoint } from './http/endpoint.ts';
import type { Work } from './jobs/work.ts';
import type { SocketEndpoint } from './sockets/socket-endpoint.ts';

/** What a capability brings, and `app.ts` hands on to where it is served or run. */
export interface Capability {
  readonly endpoints: readonly Endpoint[];
  readonly sockets?: readonly SocketEndpoint[];
  /** Its jobs and schedules. */
  readonly work?: Work;
}
