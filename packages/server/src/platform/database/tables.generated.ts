// Made by test/ground/write-tables.ts from the migrated database. Do not edit.
import type { Generated } from 'kysely';

export type Tables = {
  'holdfast.idempotency_keys': {
    workspace_id: string;
    id: string;
    principal_id: string;
    operation: string;
    path: string;
    key: string;
    fingerprint: Buffer;
    status: number;
    headers: unknown;
    body: unknown | null;
    created_at: Generated<string>;
  };
  'holdfast.instance': {
    is_only: Generated<boolean>;
    id: Generated<string>;
  };
  'holdfast.migrations': {
    id: string;
    checksum: string;
    breaking: boolean;
    applied_at: Generated<string>;
  };
  'holdfast.nodes': {
    id: string;
    folder_id: string;
    role: string;
    version: string;
    host: string;
    url: string | null;
    shares_redis: boolean;
    embedded: boolean;
    key_id: string | null;
    draining: Generated<boolean>;
    started_at: string;
    seen_at: string;
  };
};
