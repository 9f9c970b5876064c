/** Before every key of an instance, so that several may share a Redis. */
export const prefixOf = (instanceId: string): string => `holdfast:${instanceId}:`;

/** Holds what tells this Redis from another one that somebody else may have named. */
export const markKeyOf = (instanceId: string): string => `${prefixOf(instanceId)}store`;
