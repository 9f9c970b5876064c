import { randomBytes, randomUUID } from 'node:crypto';
import type { ImportJob } from '@holdfast/protocol/knowledge/imports';
import { PERMISSIONS } from '@holdfast/protocol/permissions';
import type { Database } from '../../lab/database.ts';
import { until } from '../../lab/wait.ts';
import { expectAnswer, expectBody } from '../../oracles/expect-answer.ts';
import type { Caller } from '../caller.ts';
import type { Instance } from '../instance.ts';
import { openSpace, type KeyHolder, type Member, type Space } from '../space.ts';

/** A workspace with something of everything in it, all of it marked. */
export interface Furnished {
  readonly space: Space;
  /** Stands in every text of this workspace that somebody chose. */
  readonly mark: string;
  readonly admin: Caller;
  readonly members: readonly Member[];
  readonly key: KeyHolder;
}

/** No key may run the instance here: an operator's is no attacker. */
const OF_A_WORKSPACE = PERMISSIONS.filter((permission) => permission !== 'instance:manage');

export const furnish = async (instance: Instance, database: Database, mark: string): Promise<Furnished> => {
  const space = await instance.workspace(`Workspace ${mark}`);
  const marked = openSpace(space.id, space.admin, mark);
  const members = [
    ...(await marked.members('viewer', 1)),
    ...(await marked.members('analyst', 1)),
    ...(await marked.members('admin', 1)),
  ];
  const admin = members[2] as Member;
  await marked.invite(`${mark}-invited@example.com`, 'viewer');
  const key = await marked.key(OF_A_WORKSPACE);
  await addModels(admin, mark);
  await addJobs(database, space.id, mark);
  await patchWorkflow(key, mark);
  await addPairs(key, mark);
  await importPairs(key, mark);
  await addFeed(key, mark);
  await addWebhook(key, mark);
  await askForDecisions(key, members[1] as Member, mark);
  await addRule(admin, mark);
  await sendMessage(admin, members, mark);
  await openMcpSession(key, mark);
  for (const shared of [false, true])
    expectAnswer(await admin.ask('POST', '/api/v1/traces/views', { body: { ...viewOf(mark), shared } }), 201);
  // something read and changed by each, so that the audit trail has entries of all kinds of actors
  expectAnswer(await key.ask('GET', '/api/v1/audit'), 200);
  expectAnswer(await admin.ask('GET', '/api/v1/audit'), 200);
  return { space, mark, admin, members, key };
};

/** A provider that nobody asks, and what its models cost. */
const addModels = async (admin: Caller, mark: string): Promise<void> => {
  const provider = { name: `${mark} models`, kind: 'openai_compatible', base_url: `https://${mark}.example.com/v1` };
  expectAnswer(await admin.ask('POST', '/api/v1/providers?try=false', { body: provider }), 201);
  const price = { model: `${mark}-*`, input: '1', output: '2' };
  expectAnswer(await admin.ask('POST', '/api/v1/prices', { body: price }), 201);
};

/** Queues are named by the code and by nobody else, so that metrics may name them. */
export const queueOf = (mark: string): string => mark.split('-')[0] ?? mark;

const viewOf = (mark: string) => ({ name: `view of ${mark}`, filters: { session: `session of ${mark}` } });

/** One as it is, one that was changed, one that is removed. */
const addPairs = async (key: Caller, mark: string): Promise<void> => {
  const path = '/api/v1/knowledge/pairs';
  for (const what of ['kept', 'changed', 'removed']) {
    const body = {
      question: `${what} of ${mark}?`,
      answer: mark,
      phrasings: [`${what} ${mark}`],
      tags: [mark],
      source: mark,
    };
    const { id } = expectBody<{ id: string }>(await key.ask('POST', path, { body }), 201);
    const change = { body: { answer: `another of ${mark}` }, headers: { 'if-match': '"1"' } };
    if (what === 'changed') expectAnswer(await key.ask('PATCH', `${path}/${id}`, change), 200);
    if (what === 'removed') expectAnswer(await key.ask('DELETE', `${path}/${id}`), 204);
  }
};

/** A file with a row that becomes a pair and one that does not. */
const importPairs = async (key: Caller, mark: string): Promise<void> => {
  const path = '/api/v1/knowledge/imports';
  const body = `question,answer,tags\nimported of ${mark}?,${mark},${mark}\nwithout an answer of ${mark}?,,\n`;
  const headers = { 'content-type': 'text/csv' };
  const { id } = expectBody<ImportJob>(await key.ask('POST', `${path}?filename=${mark}.csv`, { body, headers }), 202);
  await until(`the file of ${mark} to be imported`, { seconds: 60 }, async () => {
    const { ended_at: endedAt } = expectBody<ImportJob>(await key.ask('GET', `${path}/${id}`), 200);
    return endedAt !== null;
  });
};

/** One that nobody pulls. */
const addFeed = async (key: Caller, mark: string): Promise<void> => {
  const url = `https://${mark}.example.com/${mark}.csv?${mark}`;
  const body = { name: `feed of ${mark}`, url, schedule: { every_minutes: 60 }, paused: true };
  expectAnswer(await key.ask('POST', '/api/v1/knowledge/feeds', { body }), 201);
};

/** It wants to be told of everything, and nobody lets it. */
const addWebhook = async (key: Caller, mark: string): Promise<void> => {
  const body = { name: `webhook of ${mark}`, url: `https://${mark}.invalid/${mark}?${mark}` };
  expectAnswer(await key.ask('POST', '/api/v1/webhooks', { body }), 201);
};

/** One that waits, and one that was changed and approved. */
const askForDecisions = async (key: Caller, analyst: Caller, mark: string): Promise<void> => {
  const path = '/api/v1/decisions';
  for (const what of ['waiting', 'approved']) {
    const body = {
      kind: 'anything',
      title: `${what} of ${mark}`,
      arguments: { [mark]: mark },
      agent: mark,
      evidence: [{ title: mark, content: mark, origin: mark }],
      options: [{ id: mark, title: mark }],
      callback: { url: `https://${mark}.invalid/${mark}`, secret: `whsec_${randomBytes(32).toString('base64')}` },
    };
    const { id } = expectBody<{ id: string }>(await key.ask('POST', path, { body }), 201);
    const approval = { reason: mark, arguments: { [`other ${mark}`]: mark }, option: mark };
    const headers = { 'if-match': '"1"' };
    if (what === 'approved')
      expectAnswer(await analyst.ask('POST', `${path}/${id}/approve`, { body: approval, headers }), 200);
  }
};

/** A rule and a bypass that fit nothing that is asked for here. */
const addRule = async (admin: Caller, mark: string): Promise<void> => {
  const conditions = [{ pointer: `/arguments/${mark}`, op: 'eq', value: mark }];
  const body = { name: `rule of ${mark}`, kind: 'nothing', conditions, effect: { do: 'deny', reason: mark } };
  expectAnswer(await admin.ask('POST', '/api/v1/decision-rules', { body }), 201);
  const bypass = { body: { kinds: ['nothing'], reason: mark } };
  expectAnswer(await admin.ask('POST', '/api/v1/decision-rules/bypass', bypass), 201);
};

/** To everybody, and to somebody whom there is not. */
const sendMessage = async (admin: Caller, members: readonly Member[], mark: string): Promise<void> => {
  const path = '/api/v1/notification-batches';
  const recipients = [...members.map(({ member }) => member), `${mark}@example.com`, mark];
  const body = { recipients, channel: 'in_app', template: { subject: mark, text: '{{about}}' }, data: { about: mark } };
  const headers = { 'idempotency-key': mark };
  const sent = await admin.ask('POST', '/api/v1/notifications', { body, headers });
  const { id } = expectBody<{ id: string }>(sent, 202);
  await until(`the message of ${mark} to be in every inbox`, { seconds: 30 }, async () => {
    const { counts } = expectBody<{ counts: { sent: number } }>(await admin.ask('GET', `${path}/${id}`), 200);
    return counts.sent === members.length;
  });
  const preferences = { body: { topics: { decision_waits: { in_app: true } } } };
  for (const member of members)
    expectAnswer(await member.ask('PATCH', '/api/v1/me/notification-preferences', preferences), 200);
};

const openMcpSession = async (key: Caller, mark: string): Promise<void> => {
  const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: mark, version: '1' } };
  const hello = { jsonrpc: '2.0', id: mark, method: 'initialize', params };
  expectAnswer(await key.ask('POST', '/mcp', { body: hello }), 200);
};

export const workflowOf = (mark: string): string => `workflow-${mark}`;

const patchWorkflow = async (key: Caller, mark: string): Promise<void> => {
  const patches = [1, 2].map((sequence) => ({
    node: `node-${mark}`,
    sequence,
    time: new Date(Date.now() - sequence * 1000).toISOString(),
    patch: { [`step ${sequence} of ${mark}`]: mark },
  }));
  expectAnswer(await key.ask('POST', `/api/v1/workflows/${workflowOf(mark)}/patches`, { body: { patches } }), 200);
};

/** No endpoint of today writes a job down where no mail can be sent. Dead ones stay. */
const addJobs = async (database: Database, workspace: string, mark: string): Promise<void> => {
  const admin = await database.asAdmin();
  for (const queue of ['letters', queueOf(mark)])
    await admin.query(
      `insert into holdfast.jobs (workspace_id, id, queue, name, stage, payload, max_attempts, error)
       values ($1, $2, $3, $4, 'dead', jsonb_build_object('for', $4::text), 3, $4)`,
      [workspace, randomUUID(), queue, `job of ${mark}`],
    );
  await admin.close();
};
