-- Takes a vote back if the lock is held by this acquisition, and tells the first living waiter that it
-- is worth asking. It does not hand the lock over: each node alone cannot know who gets a majority.
--
-- KEYS  1 the lock, 2 its waiters
-- ARGV  1 token, 2 the latest attempt to take back, 3 wait time in ms, 4 inbox channel,
--       5 '1' where the acquisition goes on with another attempt: it stays a waiter, tells nobody
-- Returns {1} taken back, {2} the lock is another's, {3} there is no such lock
-- Source: compare and delete, https://redis.io/docs/latest/develop/clients/patterns/distributed-locks/

local holder = redis.pcall('GET', KEYS[1])

if type(holder) == 'table' and not string.find(holder.err, 'WRONGTYPE', 1, true) then
  return holder
end
local result = holder and 2 or 3
local attempt = attemptOf(holder, ARGV[1])
if attempt and attempt <= tonumber(ARGV[2]) then
  redis.call('DEL', KEYS[1])
  result = 1
end
if ARGV[5] == '1' then
  return {result}
end
if ARGV[3] ~= '0' then
  redis.call('ZREM', KEYS[2], member(ARGV[4], ARGV[3], ARGV[1]))
end
if result == 2 or redis.call('EXISTS', KEYS[2]) == 0 then
  return {result}
end

local now = microseconds()
while true do
  local first = redis.call('ZRANGE', KEYS[2], 0, 0, 'WITHSCORES')
  if #first == 0 then
    return {result}
  end
  local inbox, wait, token = string.match(first[1], '^(%S+) (%d+) (.+)$')
  -- It stays in its place until it leaves by itself, so that it is told again if another is faster.
  if tonumber(first[2]) + wait * 1000 > now and redis.call('PUBLISH', inbox, token) > 0 then
    return {result}
  end
  redis.call('ZREM', KEYS[2], first[1])
end
