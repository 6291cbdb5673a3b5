-- Gives a lock back if it is held by this value, and hands it to the first living waiter in the same
-- step. Where it is not, forgets the value as a waiter. Nothing is published where nobody waits.
--
-- KEYS  1 the lock, 2 its queue, 3 the fencing counter: all in one slot
-- ARGV  1 value, 2 lease time in ms, 3 wait time in ms, 4 inbox channel,
--       5 '1' where PUBLISH counts every subscriber
-- Returns {1} released, {2} the lock is another's, {3} there is no such lock
-- Source: compare and delete, https://redis.io/docs/latest/develop/clients/patterns/distributed-locks/

local holder = redis.pcall('GET', KEYS[1])

if type(holder) == 'table' and not string.find(holder.err, 'WRONGTYPE', 1, true) then
  return holder
end
-- What is no string is not this value, whoever put it there.
if holder ~= ARGV[1] then
  if ARGV[3] ~= '0' then
    redis.call('ZREM', KEYS[2], ARGV[4] .. ' ' .. ARGV[2] .. ' ' .. ARGV[3] .. ' ' .. ARGV[1])
  end
  return {holder and 2 or 3}
end
if redis.call('EXISTS', KEYS[2]) == 0
    or not handOver(KEYS[1], KEYS[2], KEYS[3], microseconds(), ARGV[5], ARGV[1]) then
  redis.call('DEL', KEYS[1])
end
return {1}
