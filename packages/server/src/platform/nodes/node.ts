import type { NodeRole } from '@holdfast/protocol/instance/list-nodes';

/** What a node says of itself when it joins. */
export interface NodeSelf {
  readonly id: string;
  /** Of its data folder: the same folder has one process at a time, so its earlier ones are over. */
  readonly folderId: string;
  readonly role: NodeRole;
  readonly version: string;
  readonly host: string;
  readonly sharesRedis: boolean;
  /** It runs the database itself, as its own. */
  readonly embedded: boolean;
  /** Of the secret key, where the setting names one; undefined for a key of the data folder. */
  readonly keyId: string | undefined;
}

/** A node as the list has it. */
export interface ListedNode {
  readonly id: string;
  readonly folder_id: string;
  readonly role: NodeRole;
  readonly version: string;
  readonly host: string;
  readonly url: string | null;
  readonly shares_redis: boolean;
  /** Of the Redis it reached last; null while it reaches none. */
  readonly redis_mark: string | null;
  readonly embedded: boolean;
  readonly key_id: string | null;
  readonly draining: boolean;
  readonly started_at: string;
  readonly seen_at: string;
  /** It has missed heartbeats. */
  readonly silent: boolean;
}
