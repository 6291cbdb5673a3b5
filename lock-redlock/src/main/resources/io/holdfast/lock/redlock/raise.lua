-- Raises the fencing counter to a token that a majority is to know, as long as the vote stands: while
-- the lock is held here, nobody else can have been given a smaller token of this node later.
--
-- KEYS  1 the lock, 2 the fencing counter
-- ARGV  1 the value that holds the lock, 2 fencing token
-- Returns {1} if the counter is at least the token now, {0} if the vote no longer stands

if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return {0}
end
if (tonumber(redis.call('GET', KEYS[2]) or '') or 0) < tonumber(ARGV[2]) then
  redis.call('SET', KEYS[2], ARGV[2])
end
return {1}
