/**
 * What must happen at once in Redis. KEYS[1] is the node's fence and ARGV[1] what must stand in it: a command of a line that was
 * given up, or one to a Redis that has lost its data, is refused.
 */
export const FENCE = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return redis.error_reply('FENCED') end
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local function whole(number) return string.format('%.0f', number) end
`;
