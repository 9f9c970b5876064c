import { OperatorError } from '../operator-error.ts';
import type { ListedNode, NodeSelf } from './node.ts';

type Other = Pick<ListedNode, 'host' | 'url' | 'shares_redis' | 'redis_mark' | 'embedded' | 'key_id'>;

/** What is asked of a node before it serves beside others. */
export interface Candidate extends Pick<NodeSelf, 'sharesRedis' | 'embedded' | 'keyId'> {
  /** Of the Redis that it reaches; undefined while it reaches none, which is no reason to refuse. */
  readonly redisMark: string | undefined;
}

export interface Objection {
  readonly sentence: string;
  /** The other may say otherwise with its next heartbeats: what it shares may have changed a moment ago. */
  readonly mayPass: boolean;
}

/** Why this node cannot serve beside another, in a sentence that says what to do. */
export const objectionBeside = (self: Candidate, other: Other): Objection | undefined => {
  const settled = refusalFor(self, other);
  if (settled !== undefined) return { sentence: settled, mayPass: false };
  if (!differInRedis(self.redisMark, other)) return undefined;
  const sentence = `${nameOf(other)} and shares another Redis than the one HOLDFAST_REDIS_URL names here. Give every node the same Redis; to move all to another, stop them first.`;
  return { sentence, mayPass: true };
};

/** Both reach a Redis, and not the same. */
export const differInRedis = (mark: string | undefined, other: Pick<ListedNode, 'redis_mark'>): boolean =>
  mark !== undefined && other.redis_mark !== null && other.redis_mark !== mark;

const nameOf = ({ host, url }: Other): string =>
  `Another node (${host}${url === null ? '' : `, ${url}`}) serves from this database`;

const refusalFor = (self: Candidate, other: Other): string | undefined => {
  const it = nameOf(other);
  if (other.embedded || self.embedded) {
    return `${it}, which is embedded in one of them and ends with it. For several nodes give each the same outside PostgreSQL in HOLDFAST_DATABASE_URL.`;
  }
  if (!self.sharesRedis) {
    return `${it}, and HOLDFAST_REDIS_URL is not set here. Give every node the same Redis, or stop the other node.`;
  }
  if (!other.shares_redis) {
    return `${it} without HOLDFAST_REDIS_URL. Stop it, give every node the same Redis, and start them again.`;
  }
  if (self.keyId === undefined) {
    return `${it}, and HOLDFAST_SECRET_KEY is not set here: what one encrypts the other could not read. Give every node the same key.`;
  }
  if (other.key_id === null) {
    return `${it} with a secret key of its own data folder. Give every node that key in HOLDFAST_SECRET_KEY, and start them again.`;
  }
  if (other.key_id !== self.keyId) {
    return `${it} with another HOLDFAST_SECRET_KEY. Give every node the same key.`;
  }
  return undefined;
};

export const refuse = (sentence: string): never => {
  throw new OperatorError(sentence, { exitCode: 78 });
};
