import { OperatorError } from '../operator-error.ts';
import type { ListedNode, NodeSelf } from './node.ts';

type Other = Pick<ListedNode, 'host' | 'url' | 'shares_redis' | 'embedded' | 'key_id'>;

/** Why this node cannot serve beside the others, in a sentence that says what to do. */
export const refusalBeside = (self: NodeSelf, others: readonly Other[]): string | undefined => {
  for (const other of others) {
    const sentence = refusalFor(self, other);
    if (sentence !== undefined) return sentence;
  }
  return undefined;
};

const refusalFor = (self: NodeSelf, other: Other): string | undefined => {
  const it = `Another node (${other.host}${other.url === null ? '' : `, ${other.url}`}) serves from this database`;
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
