-- The fencing counter; put before each script that grants.
--
-- It never expires. Taking the server's clock (in microseconds) as a floor keeps tokens rising when a
-- failover, an eviction or a restart has lost the counter.

local function microseconds()
  local time = redis.call('TIME')
  return time[1] * 1000000 + time[2]
end

-- Called before anything else is written: where it fails, nothing has happened.
local function nextFencingToken(counter, least)
  local token = (tonumber(redis.call('GET', counter) or '') or 0) + 1
  if token < least then
    token = least
  end
  if token > 9007199254740991 then
    -- From 2^53 on Lua's numbers have gaps: the next token might equal this one.
    error('the fencing counter ' .. counter .. ' is beyond 2^53; set it to a smaller number')
  end
  redis.call('SET', counter, string.format('%.0f', token))
  return token
end

