import { FENCE } from './fence-script.ts';

/**
 * A bucket is kept as `left|when` until it is full. ARGV: whether it was taken already, then for each
 * its capacity, tokens a second, cost, and what the sender knows of it. The first that has not enough is the last that is looked at;
 * what was taken already is taken from all, and may be owed.
 */
export const TAKE = `${FENCE}
local told, taken = {}, ARGV[2] == '1'
for index = 2, #KEYS do
  local at = 3 + (index - 2) * 4
  local capacity, refill, cost = tonumber(ARGV[at]), tonumber(ARGV[at + 1]), tonumber(ARGV[at + 2])
  local tokens = math.min(capacity, tonumber(ARGV[at + 3]) or capacity)
  local raw = redis.call('GET', KEYS[index])
  if raw then
    local left, when = string.match(raw, '^(.+)|(.+)$')
    tokens = math.min(tokens, left + math.max(0, now - when) / 1000 * refill)
  end
  local enough = taken or tokens >= cost
  if enough then tokens = tokens - cost end
  local fills = math.ceil((capacity - tokens) / refill * 1000)
  if fills > 0 then redis.call('SET', KEYS[index], string.format('%.17g', tokens) .. '|' .. whole(now), 'PX', whole(fills)) end
  told[index - 1] = { enough and 1 or 0, string.format('%.17g', tokens) }
  if not enough then break end
end
return told`;
