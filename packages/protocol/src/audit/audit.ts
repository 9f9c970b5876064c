import { z } from 'zod';
import { contract } from '../contract.ts';
import { page, PageQuery } from '../page.ts';
import { Timestamp } from '../time.ts';

export const ACTOR_KINDS = ['member', 'key', 'account', 'system'] as const;

/** An act that was written down for good. Names are looked up when it is read: the entry itself holds ids only. */
export const AuditEntry = z.strictObject({
  id: z.uuid(),
  number: z.int().nullable().describe('Its place in the chain; null for the moment until it is sealed.'),
  at: Timestamp,
  action: z.string(),
  actor: z.strictObject({ kind: z.enum(ACTOR_KINDS), id: z.uuid().nullable(), name: z.string().nullable() }),
  object: z.strictObject({ kind: z.string(), id: z.string(), name: z.string().nullable() }).nullable(),
  facts: z.record(z.string(), z.unknown()),
  reason: z
    .string()
    .nullable()
    .describe(
      'Why, in the words of whoever did it, where they gave a reason and it is still what `reason_sha256` of the facts says.',
    ),
  personal: z
    .strictObject({ address: z.string().nullable(), agent: z.string().nullable() })
    .nullable()
    .describe('Null when there is none, or when it was erased with the person.'),
  trace_id: z.string().nullable(),
  hash: z.string().nullable(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

const ListQuery = PageQuery.extend({
  action: z.string().max(100).optional().describe('An action, or its beginning: `sign_in` finds all about sign-ins.'),
  actor_id: z.uuid().optional(),
  object_id: z.string().max(100).optional(),
  since: z.iso.datetime({ offset: true }).optional(),
  until: z.iso.datetime({ offset: true }).optional().describe('What was before it.'),
});

export const listAudit = contract({
  name: 'audit.list',
  method: 'GET',
  recorded: true,
  path: '/api/v1/audit',
  summary: 'What was done in this workspace, the latest first.',
  permission: 'audit:read',
  query: ListQuery,
  answers: { 200: page(AuditEntry) },
});

export const AuditVerdict = z.strictObject({
  holds: z.boolean(),
  entries: z.int().describe('How many were checked.'),
  erased: z.int().describe('How many have had their personal part erased.'),
  head: z
    .strictObject({ number: z.int(), hash: z.string() })
    .nullable()
    .describe('Keep it elsewhere: a later check can be asked whether it is still part of the chain.'),
  broken: z
    .strictObject({ number: z.int(), entry_id: z.uuid().nullable(), why: z.string() })
    .nullable()
    .describe('The first entry that is not as it was written.'),
});
export type AuditVerdict = z.infer<typeof AuditVerdict>;

const VerifyQuery = z.strictObject({
  number: z
    .int()
    .min(1)
    .optional()
    .describe('With `hash`: a head from an earlier check that must still be part of the chain.'),
  hash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});

export const verifyAudit = contract({
  name: 'audit.verify',
  method: 'GET',
  recorded: true,
  path: '/api/v1/audit/verify',
  summary: 'Compute the chain of hashes anew and compare.',
  permission: 'audit:read',
  query: VerifyQuery,
  answers: { 200: AuditVerdict },
  limits: { seconds: 300, rate: { perMinute: 30 } },
});

export const listInstanceAudit = contract({
  name: 'audit.list_instance',
  method: 'GET',
  recorded: true,
  path: '/api/v1/instance/audit',
  summary: 'What was done to the instance and by its operators, the latest first.',
  permission: 'instance:manage',
  query: ListQuery,
  answers: { 200: page(AuditEntry) },
});

export const verifyInstanceAudit = contract({
  name: 'audit.verify_instance',
  method: 'GET',
  recorded: true,
  path: '/api/v1/instance/audit/verify',
  summary: 'Compute the chain of hashes of the instance anew and compare.',
  permission: 'instance:manage',
  query: VerifyQuery,
  answers: { 200: AuditVerdict },
  limits: { seconds: 300, rate: { perMinute: 30 } },
});
