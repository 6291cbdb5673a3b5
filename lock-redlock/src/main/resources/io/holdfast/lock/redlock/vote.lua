-- Asks one node of a quorum for its vote. Asking again for the same attempt does no harm and starts a
-- new lease time; a later attempt of the same acquisition takes the place of an earlier one.
--
-- KEYS  1 the lock, 2 its waiters, 3 the fencing counter
-- ARGV  1 token, 2 attempt, 3 owner, 4 lease time in ms, 5 wait time in ms (0: does not wait),
--       6 inbox channel, 7 the least fencing token to give, or '' where none is wanted
-- Returns {1, fencing token or 0, server time in microseconds} for a yes, else
--         {0, milliseconds until the present grant ends or a negative number, server time,
--         a number that is the same for the same holder on every node}
-- Source: SET with NX and PX, https://redis.io/docs/latest/develop/clients/patterns/distributed-locks/
--         "The Redlock algorithm"

local now = microseconds()
local value = ARGV[1] .. '.' .. ARGV[2] .. '@' .. ARGV[3]
local holder = redis.call('GET', KEYS[1])

if holder and holder ~= value then
  local attempt = attemptOf(holder, ARGV[1])
  if not attempt or attempt > tonumber(ARGV[2]) then
    if ARGV[5] ~= '0' then
      redis.call('ZADD', KEYS[2], 'NX', string.format('%.0f', now), member(ARGV[6], ARGV[5], ARGV[1]))
      if redis.call('PTTL', KEYS[2]) < tonumber(ARGV[5]) then
        redis.call('PEXPIRE', KEYS[2], ARGV[5])
      end
    end
    -- 48 bits of a digest: no token leaves the server but to who has it.
    local who = tonumber(string.sub(redis.sha1hex(holder), 1, 12), 16)
    return {0, redis.call('PTTL', KEYS[1]), now, who}
  end
end
local fencingToken = 0
if ARGV[7] ~= '' then
  fencingToken = nextFencingToken(KEYS[3], math.max(now, tonumber(ARGV[7])))
end
redis.call('SET', KEYS[1], value, 'PX', ARGV[4])
return {1, fencingToken, now}
