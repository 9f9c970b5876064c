import { inspectRedis, type RedisFacts } from '../platform/ephemeral/redis/inspect.ts';
import { bad, ok, warn, type Finding, type Patient } from './finding.ts';

const WITHIN_MS = 2000;
const OLDEST = { Redis: 6, Valkey: 7 } as const;

export const lookAtRedis = async ({ config: { HOLDFAST_REDIS_URL: url } }: Patient): Promise<Finding[]> => {
  if (url === undefined) return [ok('No Redis is used; one node keeps what may be lost in its memory.')];
  const place = `${url.hostname}:${url.port === '' ? '6379' : url.port}`;
  try {
    return findingsOf(place, await inspectRedis(url, WITHIN_MS));
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/\.$/, '') : 'no reason given';
    return [
      bad(
        `Redis at ${place} cannot be used: ${reason}. Holdfast starts without it and is degraded; start it, or correct HOLDFAST_REDIS_URL.`,
      ),
    ];
  }
};

export const findingsOf = (place: string, facts: RedisFacts): Finding[] => {
  const { server, version, policy, isCluster, isReplica } = facts;
  const it = `${server} ${version} at ${place}`;
  const wrong: Finding[] = [];
  if (Number.parseInt(version, 10) < OLDEST[server])
    wrong.push(bad(`${it} is too old. Use Redis ${OLDEST.Redis}, Valkey ${OLDEST.Valkey}, or a newer one.`));
  if (isCluster) wrong.push(bad(`${it} is a cluster, which Holdfast cannot use. Name a single server.`));
  if (isReplica)
    wrong.push(bad(`${it} is a replica and cannot be written to. Name its primary in HOLDFAST_REDIS_URL.`));
  if (policy !== 'noeviction' && policy !== 'unknown')
    wrong.push(
      warn(
        `${it} forgets sessions, turns and limits when its memory is full (maxmemory-policy ${policy}). Set maxmemory-policy to noeviction.`,
      ),
    );
  return wrong.length > 0 ? wrong : [ok(`${it} answers. It needs neither persistence nor a backup.`)];
};
