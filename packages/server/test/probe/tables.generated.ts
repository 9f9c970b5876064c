// Made by test/ground/write-tables.ts from the migrated database. Do not edit.
import type { Generated } from 'kysely';

export type Tables = {
  'probe.counters': {
    workspace_id: string;
    name: string;
    value: Generated<number>;
  };
  'probe.effects': {
    workspace_id: string;
    job_id: string;
    count: Generated<number>;
  };
  'probe.folders': {
    workspace_id: string;
    id: string;
    name: string;
    created_at: Generated<string>;
  };
  'probe.things': {
    workspace_id: string;
    name: string;
    happened: Generated<number>;
  };
  'probe.webhooks': {
    workspace_id: string;
    id: string;
    url: string;
    secret: string;
    types: string[];
  };
  'probe_notes.counters': {
    workspace_id: string;
    name: string;
    value: Generated<number>;
  };
  'probe_notes.notes': {
    workspace_id: string;
    id: string;
    folder_id: string | null;
    title: string;
    body: Generated<string>;
    version: Generated<number>;
    created_at: Generated<string>;
    updated_at: Generated<string>;
  };
};
