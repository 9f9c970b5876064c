import { AccountOfInstance } from '@holdfast/protocol/identity/accounts';
import { Membership, SignIn } from '@holdfast/protocol/identity/account';
import { AuditEntry } from '@holdfast/protocol/audit/audit';
import { Invitation } from '@holdfast/protocol/identity/invitations';
import { Key } from '@holdfast/protocol/identity/keys';
import { Member } from '@holdfast/protocol/identity/members';
import { before, jobId } from './work-data.ts';

const DAY = 86_400;

export const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const PHONE_AGENT =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1';

/** Ids of people and things, told apart by their end. */
export const ADA = jobId(701);
export const BEN = jobId(702);
const CLEO = jobId(703);
export const KEY_ID = jobId(721);
export const ACME = jobId(731);
export const GLOBEX = jobId(732);

export const membership = (id: string, name: string, more: Partial<Membership> = {}): Membership =>
  Membership.parse({
    workspace_id: id,
    workspace_name: name,
    member_id: ADA,
    role: 'admin',
    second_factor_required: false,
    ...more,
  });

export const signIns = (text?: string): SignIn[] =>
  [
    { id: jobId(711), agent: FIREFOX, address: '192.0.2.7', current: true, seen_at: before(20) },
    { id: jobId(712), agent: text ?? PHONE_AGENT, address: '198.51.100.23', current: false, seen_at: before(7_400) },
    { id: jobId(713), agent: 'holdfast-client/0.1 node/26', address: '203.0.113.9', kind: 'token', current: false },
  ].map((one) =>
    SignIn.parse({
      kind: 'cookie',
      created_at: before(3 * DAY),
      seen_at: before(5 * DAY),
      expires_at: before(-27 * DAY),
      idle_expires_at: before(-6 * DAY),
      second_factor: one.current,
      proved_at: before(120),
      ...one,
    }),
  );

export const members = (text?: string): Member[] =>
  [
    {
      id: ADA,
      name: text ?? 'Ada Lovelace',
      email: 'ada@example.com',
      role: 'admin',
      second_factor: true,
      seen_at: before(20),
    },
    {
      id: BEN,
      name: text ?? 'Ben Okri',
      email: 'ben@example.com',
      role: 'analyst',
      second_factor: false,
      seen_at: before(9_000),
    },
    {
      id: CLEO,
      name: text ?? 'Cleo Ruiz',
      email: 'cleo@example.com',
      role: 'viewer',
      active: false,
      second_factor: false,
    },
  ].map((one) => Member.parse({ active: true, created_at: before(40 * DAY), seen_at: null, version: 3, ...one }));

export const invitations = (): Invitation[] =>
  [
    { id: jobId(741), email: 'dan@example.com', role: 'analyst', state: 'open' },
    { id: jobId(742), email: 'eve@example.com', role: 'viewer', state: 'expired', mail: 'refused' },
    { id: jobId(743), email: 'ben@example.com', role: 'analyst', state: 'accepted', mail: 'accepted' },
  ].map((one) =>
    Invitation.parse({
      invited_by: ADA,
      created_at: before(2 * DAY),
      expires_at: before(-5 * DAY),
      mail: 'not_configured',
      ...one,
    }),
  );

export const keys = (text?: string): Key[] =>
  [
    { id: KEY_ID, name: text ?? 'nightly import', state: 'active', used_at: before(340) },
    { id: jobId(722), name: text ?? 'old importer', state: 'idle', expires_at: null, scopes: ['audit:read'] },
    { id: jobId(723), name: text ?? 'trial', state: 'revoked' },
  ].map((one) =>
    Key.parse({
      public_id: 'k3v9q2m7',
      last_four: 'x7Qd',
      scopes: ['knowledge:read', 'knowledge:write', 'traces:write'],
      created_by: BEN,
      created_at: before(20 * DAY),
      expires_at: before(-70 * DAY),
      used_at: null,
      replaces: null,
      ...one,
    }),
  );

export const accounts = (text?: string): AccountOfInstance[] =>
  [
    {
      id: ADA,
      email: 'ada@example.com',
      name: text ?? 'Ada Lovelace',
      operator: true,
      workspaces: 2,
      second_factor: true,
    },
    {
      id: BEN,
      email: 'ben@example.com',
      name: text ?? 'Ben Okri',
      operator: false,
      workspaces: 1,
      second_factor: false,
    },
    {
      id: CLEO,
      email: 'cleo@example.com',
      name: text ?? 'Cleo Ruiz',
      operator: false,
      workspaces: 1,
      active: false,
      second_factor: true,
    },
  ].map((one) =>
    AccountOfInstance.parse({ active: true, created_at: before(40 * DAY), seen_at: before(4_000), version: 2, ...one }),
  );

const hash = (number: number): string => number.toString(16).padStart(2, '0').repeat(32);

export const auditEntries = (text?: string): AuditEntry[] =>
  [
    {
      action: 'key.created',
      number: null,
      hash: null,
      object: { kind: 'key', id: KEY_ID, name: text ?? 'nightly import' },
      facts: { scopes: ['knowledge:read', 'knowledge:write'] },
    },
    {
      action: 'member.role_changed',
      object: { kind: 'member', id: BEN, name: text ?? 'Ben Okri' },
      facts: { from: 'viewer', to: text ?? 'analyst' },
    },
    {
      action: 'sign_in.failed',
      actor: { kind: 'account', id: BEN, name: text ?? 'Ben Okri' },
      personal: { address: '198.51.100.23', agent: text ?? PHONE_AGENT },
    },
    { action: 'sign_in.succeeded', personal: null },
    { action: 'instance.set_up', actor: { kind: 'system', id: null, name: null } },
  ].map((one, index) =>
    AuditEntry.parse({
      id: jobId(760 + index),
      number: 120 - index,
      at: before(30 + index * 4_000),
      actor: { kind: 'member', id: ADA, name: text ?? 'Ada Lovelace' },
      object: null,
      facts: {},
      reason: null,
      personal: { address: '192.0.2.7', agent: FIREFOX },
      trace_id: '4bf92f3577b34da6a3ce929d0e0e4736',
      hash: hash(120 - index),
      ...one,
    }),
  );

export const HEAD = { number: 119, hash: hash(119) };
