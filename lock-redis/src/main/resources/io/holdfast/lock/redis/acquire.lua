-- Asks for a lock once. Asking again with the same value does no harm and starts a new lease time,
-- because a client cannot know whether a question whose answer was lost has been served.
--
-- KEYS  1 the lock, 2 its queue, 3 the fencing counter: all in one slot
-- ARGV  1 value, 2 lease time in ms, 3 wait time in ms (0: do not queue), 4 inbox channel,
--       5 '1' where PUBLISH counts every subscriber
-- Returns {1, fencing token, server time} if the lock is held by this value now, else
--         {0, milliseconds until the present grant ends or a negative number, server time};
--         server times in microseconds
-- Source: SET with NX and PX, https://redis.io/docs/latest/commands/set/ "Patterns"

local now = microseconds()
local member = ARGV[4] .. ' ' .. ARGV[2] .. ' ' .. ARGV[3] .. ' ' .. ARGV[1]
local holder = redis.call('GET', KEYS[1])

if not holder and redis.call('EXISTS', KEYS[2]) == 1 then
  -- The last lease ran out with others waiting: they come first.
  holder = handOver(KEYS[1], KEYS[2], KEYS[3], now, ARGV[5], ARGV[1])
end
if not holder then
  local token = nextFencingToken(KEYS[3], now)
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
  return {1, token, now}
end
if holder == ARGV[1] then
  local token = nextFencingToken(KEYS[3], now)
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
  redis.call('ZREM', KEYS[2], member)
  return {1, token, now}
end
if ARGV[3] ~= '0' then
  redis.call('ZADD', KEYS[2], 'NX', string.format('%.0f', now), member)
  if redis.call('PTTL', KEYS[2]) < tonumber(ARGV[3]) then
    redis.call('PEXPIRE', KEYS[2], ARGV[3])
  end
end
return {0, redis.call('PTTL', KEYS[1]), now}
