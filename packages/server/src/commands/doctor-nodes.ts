import { join, resolve } from 'node:path';
import type { Config } from '../config/settings.ts';
import { migrationsWith } from '../migrations.ts';
import { createSecretBox } from '../platform/crypto/secret-box.ts';
import { readSecretKey } from '../platform/crypto/secret-key.ts';
import { inspectDatabase } from '../platform/database/inspect.ts';
import { readFolderId } from '../platform/files/folder-identity.ts';
import { readMark } from '../platform/ephemeral/redis/inspect.ts';
import { objectionBeside, type Candidate } from '../platform/nodes/admit.ts';
import { findNodes, type FoundNodes } from '../platform/nodes/find-nodes.ts';
import { OperatorError } from '../platform/operator-error.ts';
import { logOf } from './log.ts';
import { bad, ok, warn, type Finding, type Patient } from './finding.ts';

const WITHIN_MS = 2000;

/** Whether several nodes could work together with these settings, and whether this one could beside those that run. */
export const lookAtNodes = async ({ config, overrides }: Patient): Promise<Finding[]> => {
  const missing = missingFor(config);
  const { HOLDFAST_DATABASE_URL: url, HOLDFAST_REDIS_URL: redis } = config;
  if (url === undefined) return redis === undefined ? [ok('This node is for itself.')] : missing.map(warn);
  const folderId = await readFolderId(join(resolve(config.HOLDFAST_DATA), 'holdfast.json'));
  const { instanceId, nodes } = await runningAt(url, { config, overrides });
  const others = nodes.filter(({ folder_id: folder }) => folder !== folderId);
  if (others.length === 0) {
    if (redis !== undefined && missing.length > 0) return missing.map(warn);
    return [ok(redis === undefined ? 'No other node serves from this database.' : 'Other nodes can join this one.')];
  }
  const self = await candidateOf(config, instanceId);
  for (const other of others) {
    const objection = objectionBeside(self, other);
    if (objection !== undefined) return [bad(objection.sentence)];
  }
  return [ok(`This node can serve beside ${others.length} that run.`)];
};

/** One node needs none of it, so it is only worth a word to somebody who has named a Redis for several. */
const missingFor = (config: Config): string[] => {
  const told: string[] = [];
  const why = 'A Redis is named, so several nodes seem to be meant, and';
  if (config.HOLDFAST_DATABASE_URL === undefined)
    told.push(`${why} the embedded PostgreSQL serves one. Name an outside one in HOLDFAST_DATABASE_URL.`);
  if (config.HOLDFAST_SECRET_KEY === undefined)
    told.push(
      `${why} the secret key is one of this data folder. Give every node the same in HOLDFAST_SECRET_KEY; to keep what is sealed readable, take the one in secret-key.`,
    );
  return told;
};

const runningAt = async (url: URL, { config, overrides }: Patient): Promise<FoundNodes> => {
  try {
    await inspectDatabase(url, migrationsWith(overrides.migrations), { tolerateBreaches: true });
    return await findNodes(url, logOf(config));
  } catch (error) {
    // the check of the database says what is the matter with it
    if (error instanceof OperatorError) return { instanceId: '', nodes: [] };
    throw error;
  }
};

const candidateOf = async (config: Config, instanceId: string): Promise<Candidate> => {
  const { HOLDFAST_SECRET_KEY: key, HOLDFAST_DATA: data, HOLDFAST_REDIS_URL: redis } = config;
  return {
    sharesRedis: redis !== undefined,
    redisMark: redis === undefined ? undefined : await markAt(redis, instanceId),
    embedded: false,
    keyId: key === undefined ? undefined : createSecretBox(await readSecretKey(key, join(data, 'secret-key'))).keyId,
  };
};

/** One without a mark is none that the others use. The check of Redis says what is the matter with one that is away. */
const markAt = async (url: URL, instanceId: string): Promise<string | undefined> => {
  try {
    return (await readMark(url, instanceId, WITHIN_MS)) ?? '';
  } catch {
    return undefined;
  }
};
