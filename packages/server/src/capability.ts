import type { Endpoint } from './platform/http/endpoint.ts';
import type { Work } from './platform/jobs/work.ts';
import type { SocketEndpoint } from './platform/sockets/socket-endpoint.ts';

/** What a capability brings, and `app.ts` hands on to where it is served or run. */
export interface Capability {
  readonly endpoints: readonly Endpoint[];
  readonly sockets?: readonly SocketEndpoint[];
  /** Its jobs and schedules. */
  readonly work?: Work;
}
