import { z } from 'zod';
import { contract } from '../contract.ts';
import { page, PageQuery } from '../page.ts';
import { PERMISSIONS } from '../permissions.ts';
import { text } from '../text.ts';
import { Timestamp } from '../time.ts';
import { WorkspaceId } from '../ids.ts';
import { MemberId } from './people.ts';

export const KeyId = z.uuid().brand<'KeyId'>();
export type KeyId = z.infer<typeof KeyId>;

const Scopes = z
  .array(z.enum(PERMISSIONS))
  .min(1)
  .max(PERMISSIONS.length)
  .refine((scopes) => new Set(scopes).size === scopes.length, { error: 'must name each scope once' });

export const Key = z.strictObject({
  id: KeyId,
  name: text(100, 1),
  public_id: z.string().describe('The part of the key that may be seen: hf_<public id>_...'),
  last_four: z.string(),
  scopes: z.array(z.enum(PERMISSIONS)),
  state: z
    .enum(['active', 'expired', 'revoked', 'idle'])
    .describe('idle: whoever made it may do none of this any more.'),
  created_by: MemberId,
  created_at: Timestamp,
  expires_at: Timestamp.nullable(),
  used_at: Timestamp.nullable().describe('When it was used last, to a minute.'),
  replaces: KeyId.nullable().describe('The key whose rotation made this one.'),
});
export type Key = z.infer<typeof Key>;

const KeyParams = z.strictObject({ key_id: KeyId });
const NewKey = z.strictObject({
  ...Key.shape,
  key: z.string().describe('The whole key. It is shown here and never again.'),
});

export const listKeys = contract({
  name: 'identity.list_keys',
  method: 'GET',
  path: '/api/v1/keys',
  summary: 'API keys of this workspace, the latest first.',
  permission: 'keys:manage',
  query: PageQuery.extend({ state: Key.shape.state.optional() }),
  answers: { 200: page(Key) },
});

export const getKey = contract({
  name: 'identity.get_key',
  method: 'GET',
  recorded: true,
  path: '/api/v1/keys/{key_id}',
  summary: 'One API key, without its secret.',
  permission: 'keys:manage',
  params: KeyParams,
  answers: { 200: Key },
});

export const createKey = contract({
  name: 'identity.create_key',
  method: 'POST',
  path: '/api/v1/keys',
  summary: 'Make an API key. It can do what its scopes say and its maker may, whichever is less.',
  permission: 'keys:manage',
  needsProof: true,
  body: z.strictObject({
    name: text(100, 1),
    scopes: Scopes,
    expires_at: z.iso.datetime({ offset: true }).optional().describe('Without one it works until it is revoked.'),
  }),
  answers: { 201: NewKey },
});

export const rotateKey = contract({
  name: 'identity.rotate_key',
  method: 'POST',
  path: '/api/v1/keys/{key_id}/rotate',
  summary: 'Make a new key with the same name and scopes. The old one works for a while longer.',
  permission: 'keys:manage',
  needsProof: true,
  params: KeyParams,
  body: z.strictObject({
    overlap_seconds: z.int().min(0).max(2_592_000).default(86_400).describe('How much longer the old key works.'),
  }),
  answers: { 201: NewKey },
  failures: ['conflict'],
});

export const revokeKey = contract({
  name: 'identity.revoke_key',
  method: 'DELETE',
  path: '/api/v1/keys/{key_id}',
  summary: 'End an API key and what it has open, within a second on every node.',
  permission: 'keys:manage',
  params: KeyParams,
  answers: { 204: z.undefined() },
});

export const describeKey = contract({
  name: 'identity.describe_key',
  method: 'GET',
  path: '/api/v1/key',
  summary: 'What the API key of this request is and may do. For clients that want to know whether theirs works.',
  permission: { signedIn: 'every key may know what it is' },
  answers: {
    200: z.strictObject({
      id: KeyId,
      name: z.string(),
      workspace_id: WorkspaceId,
      permissions: z.array(z.enum(PERMISSIONS)),
      expires_at: Timestamp.nullable(),
    }),
  },
  failures: ['conflict'],
});
