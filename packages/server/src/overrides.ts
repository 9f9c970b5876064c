import type { Contract } from '@holdfast/protocol/contract';
import type { Work } from './platform/jobs/work.ts';
import type { Topic } from '@holdfast/protocol/live/topic';
import type { Platform } from './platform.ts';
import type { Clock } from './platform/clock/clock.ts';
import type { Kv } from './platform/ephemeral/ephemeral.ts';
import type { MigrationFolder } from './platform/database/migration-files.ts';
import type { Authenticate } from './platform/http/authenticate.ts';
import type { Endpoint } from './platform/http/endpoint.ts';
import type { WebhookTargets } from './platform/outbox/webhooks/targets.ts';
import type { Tries } from './platform/outbox/webhooks/tries.ts';
import type { GrpcPatience } from './platform/grpc/grpc-patience.ts';
import type { LookUp } from './platform/http/listen-address.ts';
import type { Patience } from './platform/http/patience.ts';
import type { UploadPatience } from './platform/http/uploads/uploads.ts';
import type { NodeTimes } from './platform/nodes/node-times.ts';
import type { SocketBounds } from './platform/sockets/bounds.ts';
import type { SocketEndpoint } from './platform/sockets/socket-endpoint.ts';

/** What tests put in the place of the real thing, or beside it. */
export interface Overrides {
  readonly clock?: Clock;
  /** Whom it knows is believed, besides those who really are somebody. */
  readonly authenticate?: Authenticate;
  readonly migrations?: readonly MigrationFolder[];
  readonly contracts?: readonly Contract[];
  readonly endpoints?: (platform: Platform) => readonly Endpoint[];
  readonly jobs?: (platform: Platform) => Work;
  readonly webhooks?: { readonly targets: WebhookTargets; readonly tries: Tries };
  readonly patience?: Partial<Patience>;
  readonly uploadPatience?: Partial<UploadPatience>;
  readonly nodeTimes?: Partial<NodeTimes>;
  /** How long a request waits for Redis to count it. */
  readonly bucketsWithinMs?: number;
  readonly grpcPatience?: Partial<GrpcPatience>;
  /** How often a port that is in use is asked for. */
  readonly portTryEveryMs?: number;
  /** What HOLDFAST_HOST means when it is a name. */
  readonly lookUp?: LookUp;
  /** What two nodes of a test remember together. */
  readonly kv?: Kv;
  readonly sockets?: (platform: Platform) => readonly SocketEndpoint[];
  readonly socketBounds?: Partial<SocketBounds>;
  readonly topics?: readonly Topic[];
}
