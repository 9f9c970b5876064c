/**
 * What must happen at once in Redis. KEYS[1] is the node's fence and ARGV[1] what must stand in it: a command of a line that was
 * given up, or one to a Redis that has lost its data, is refused.
 */
const FENCE = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return redis.error_reply('FENCED') end
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local function whole(number) return string.format('%.0f', number) end
`;

/** A value is kept as \`time|node|end|value\`; its end is 0 when it is deleted. The key itself lives for as long as its stamp counts. */
const ENTRY = `
local function read(key)
  local raw = redis.call('GET', key)
  if not raw then return nil end
  local _, to, time, node, ending = string.find(raw, '^(%d+)|([^|]*)|(%d+)|')
  ending = tonumber(ending)
  return { time = tonumber(time), node = node, ending = ending, alive = ending > now, value = string.sub(raw, to + 1),
           keep = math.max(1, redis.call('PTTL', key)) }
end
local function write(key, time, node, ttl, keep, value)
  local ending = 0
  if ttl > 0 then ending = now + ttl end
  redis.call('SET', key, whole(time) .. '|' .. node .. '|' .. whole(ending) .. '|' .. value, 'PX', whole(keep))
end
local function tell(entry)
  if not entry then return false end
  local ttl = 0
  if entry.alive then ttl = entry.ending - now end
  return { whole(entry.time), entry.node, whole(ttl), whole(entry.keep), entry.alive and entry.value or '' }
end
`;

const READ = `${FENCE}${ENTRY}
local told = {}
for index = 2, #KEYS do told[index - 1] = tell(read(KEYS[index])) end
return told`;

/** ARGV: mode, time, node, ttl, keep, value. A write that comes later is stamped later, whatever the clocks say. */
const WRITE = `${FENCE}${ENTRY}
local mode, time, node = ARGV[2], tonumber(ARGV[3]), ARGV[4]
local ttl, keep, value = tonumber(ARGV[5]), tonumber(ARGV[6]), ARGV[7]
local old = read(KEYS[2])
local alive = old and old.alive
if (mode == 'absent' and alive) or (mode == 'take' and not alive) then return { 0, alive and old.value or false, tell(old) } end
if old then time = math.max(time, old.time + 1); keep = math.max(keep, old.keep) end
write(KEYS[2], time, node, ttl, keep, value)
return { 1, alive and old.value or false, { whole(time), node, whole(ttl), whole(keep), value } }`;

/** ARGV: for each key time, node, ttl, keep, value. The newest stamp wins. */
const MERGE = `${FENCE}${ENTRY}
for index = 2, #KEYS do
  local at = 2 + (index - 2) * 5
  local time, node, ttl, keep = tonumber(ARGV[at]), ARGV[at + 1], tonumber(ARGV[at + 2]), tonumber(ARGV[at + 3])
  local old = read(KEYS[index])
  if not old or time > old.time or (time == old.time and node > old.node) then
    write(KEYS[index], time, node, ttl, math.max(keep, old and old.keep or 1), ARGV[at + 4])
  elseif keep > old.keep then
    redis.call('PEXPIRE', KEYS[index], whole(keep))
  end
end
return #KEYS - 1`;

/** A count is what each node added, by node, and `window`, which tells it from the one before. ARGV: node, by, ttl, window. */
const COUNT = `${FENCE}
local own = redis.call('HINCRBY', KEYS[2], ARGV[2], ARGV[3])
if redis.call('HSETNX', KEYS[2], 'window', ARGV[5]) == 1 then redis.call('PEXPIRE', KEYS[2], ARGV[4]) end
local others = -own
local parts = redis.call('HGETALL', KEYS[2])
for index = 1, #parts, 2 do
  if parts[index] ~= 'window' then others = others + parts[index + 1] end
end
return { own, others, redis.call('PTTL', KEYS[2]), redis.call('HGET', KEYS[2], 'window') }`;

/** ARGV: node, then for each key what it added, the window and the time left. Said twice it counts once. */
const RECOUNT = `${FENCE}
for index = 2, #KEYS do
  local at = 3 + (index - 2) * 3
  redis.call('HSET', KEYS[index], ARGV[2], ARGV[at])
  if redis.call('HSETNX', KEYS[index], 'window', ARGV[at + 1]) == 1 then redis.call('PEXPIRE', KEYS[index], ARGV[at + 2]) end
end
return #KEYS - 1`;

/** KEYS: holders, waiters in their order, until when a waiter counts. ARGV: ticket, limit, lease, mode. */
const SLOT_ASK = `${FENCE}
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

const SLOT_FREE = `${FENCE}
redis.call('ZREM', KEYS[3], ARGV[2])
redis.call('ZREM', KEYS[4], ARGV[2])
return redis.call('ZREM', KEYS[2], ARGV[2])`;

/** How long this Redis has known the instance. One that lost its data begins anew. */
const AGE = `${FENCE}
redis.call('SET', KEYS[2], whole(now), 'NX')
redis.call('PEXPIRE', KEYS[2], ARGV[2])
return now - redis.call('GET', KEYS[2])`;

/** Nothing but the fence: is the line still ours, and Redis still the one it was. */
const BEAT = `${FENCE}
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1`;

export const SCRIPTS = {
  read: READ,
  write: WRITE,
  merge: MERGE,
  count: COUNT,
  recount: RECOUNT,
  slotAsk: SLOT_ASK,
  slotFree: SLOT_FREE,
  age: AGE,
  beat: BEAT,
} as const;

export type ScriptName = keyof typeof SCRIPTS;
