import { TAKE } from './bucket-script.ts';
import { FENCE } from './fence-script.ts';
import { SLOT_ASK, SLOT_FREE } from './slot-scripts.ts';

/** A value is kept as \`time|node|end|value\`; its end is 0 when it is deleted. The key itself lives for as long as its stamp counts. */
const ENTRY = `
local function read(key)
  local raw = redis.call('GET', key)
  if not raw then return nil end
  local _, to, time, node, ending = string.find(raw, '^(%d+)|([^|]*)|(%d+)|')
  -- somebody else wrote it: nothing of ours is there
  if not to then return nil end
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

/** How long this Redis has known the instance. One that lost its data begins anew. */
const AGE = `${FENCE}
redis.call('SET', KEYS[2], whole(now), 'NX')
redis.call('PEXPIRE', KEYS[2], ARGV[2])
return now - redis.call('GET', KEYS[2])`;

/** Is the line still ours, and Redis still the one it was? Whoever finds no mark gives it one. */
const BEAT = `${FENCE}
redis.call('PEXPIRE', KEYS[1], ARGV[2])
redis.call('SET', KEYS[2], ARGV[3], 'NX')
return redis.call('GET', KEYS[2])`;

export const SCRIPTS = {
  read: READ,
  write: WRITE,
  merge: MERGE,
  count: COUNT,
  recount: RECOUNT,
  slotAsk: SLOT_ASK,
  slotFree: SLOT_FREE,
  take: TAKE,
  age: AGE,
  beat: BEAT,
} as const;

export type ScriptName = keyof typeof SCRIPTS;
