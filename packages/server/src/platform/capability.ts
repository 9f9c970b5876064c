import type { Endpoint } from './http/endpoint.ts';
import type { Work } from './jobs/work.ts';
import type { TaskKeeper } from './mcp/tasks/task-keeper.ts';
import type { Tool } from './mcp/tools/tool.ts';
import type { SocketEndpoint } from './sockets/socket-endpoint.ts';

/** What a capability brings, and `app.ts` hands on to where it is served or run. */
export interface Capability {
  readonly endpoints: readonly Endpoint[];
  readonly sockets?: readonly SocketEndpoint[];
  /** Those of its endpoints that can be called by MCP. */
  readonly tools?: readonly Tool[];
  /** What lasts of those calls. There is one at most. */
  readonly tasks?: TaskKeeper;
  /** Its jobs and schedules. */
  readonly work?: Work;
}
