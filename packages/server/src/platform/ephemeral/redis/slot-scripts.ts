import { FENCE } from './fence-script.ts';

/** KEYS: holders, waiters in their order, until when a waiter counts. ARGV: ticket, limit, lease, mode. */
export const SLOT_ASK = `${FENCE}
local ticket, limit, lease, mode = ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4]), ARGV[5]
local holders, waiters, until_ = KEYS[2], KEYS[3], KEYS[4]
local function live(key) redis.call('PEXPIRE', key, whole(math.max(lease * 3, redis.call('PTTL', key)))) end
redis.call('ZREMRANGEBYSCORE', holders, '-inf', whole(now))
for _, gone in ipairs(redis.call('ZRANGEBYSCORE', until_, '-inf', whole(now))) do
  redis.call('ZREM', waiters, gone)
  redis.call('ZREM', until_, gone)
end
local function hold()
  redis.call('ZREM', waiters, ticket)
  redis.call('ZREM', until_, ticket)
  redis.call('ZADD', holders, whole(now + lease), ticket)
  live(holders)
  return 1
end
local free = limit - redis.call('ZCARD', holders)
if redis.call('ZSCORE', holders, ticket) or mode == 'keep' or (mode == 'renew' and free > 0) then return hold() end
if mode == 'renew' then return 0 end
if not redis.call('ZSCORE', waiters, ticket) then
  local last = redis.call('ZREVRANGE', waiters, 0, 0, 'WITHSCORES')[2] or 0
  redis.call('ZADD', waiters, last + 1, ticket)
end
redis.call('ZADD', until_, whole(now + lease), ticket)
live(waiters)
live(until_)
if redis.call('ZRANK', waiters, ticket) < free then return hold() end
return 0`;

export const SLOT_FREE = `${FENCE}
redis.call('ZREM', KEYS[3], ARGV[2])
redis.call('ZREM', KEYS[4], ARGV[2])
return redis.call('ZREM', KEYS[2], ARGV[2])`;
