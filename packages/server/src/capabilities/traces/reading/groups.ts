import type { TraceSession, TraceUser } from '@holdfast/protocol/traces/groups';
import { z } from 'zod';
import { decodeCursor } from '../../../platform/http/cursor.ts';
import { toPage } from '../../../platform/http/page.ts';
import { microsecondsOf } from '../store/timestamp.ts';
import type { AfterGroup } from '../store/span-store.ts';
import type { Asked } from './traces.ts';

interface GroupsQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly q?: string | undefined;
}

const SESSIONS = 'traces.sessions';
const USERS = 'traces.users';
const GroupKey = z.tuple([z.int(), z.string()]);

export const listSessions = async ({ keeper, workspace, signal }: Asked, { limit, cursor, q }: GroupsQuery) => {
  const after = afterOf(SESSIONS, cursor);
  const sessions = await keeper.of(workspace, signal).listSessions({ limit: limit + 1, after, q });
  const keyOf = ({ last, session }: TraceSession): [number, string] => [microsecondsOf(last), session];
  return toPage(sessions, { list: SESSIONS, limit, keyOf });
};

export const listUsers = async ({ keeper, workspace, signal }: Asked, { limit, cursor, q }: GroupsQuery) => {
  const after = afterOf(USERS, cursor);
  const users = await keeper.of(workspace, signal).listUsers({ limit: limit + 1, after, q });
  const keyOf = ({ last, user }: TraceUser): [number, string] => [microsecondsOf(last), user];
  return toPage(users, { list: USERS, limit, keyOf });
};

const afterOf = (list: string, cursor: string | undefined): AfterGroup | undefined => {
  const [last, name] = decodeCursor(list, GroupKey, cursor) ?? [];
  return last === undefined || name === undefined ? undefined : { last, name };
};
