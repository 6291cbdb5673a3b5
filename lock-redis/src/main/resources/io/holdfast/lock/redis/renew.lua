-- Renews many leases, each only if the lock is still held by its value.
--
-- KEYS  n locks, all in one slot where there are slots
-- ARGV  for each lock: value, new lease time in ms from now
-- Returns for each lock 1 renewed, 2 the lock is another's, 3 there is no such lock,
--         4 it could not be asked about
-- Source: compare and expire, https://redis.io/docs/latest/develop/clients/patterns/distributed-locks/
--         "Making the algorithm more reliable: Extending the lock"

local results = {}
for i = 1, #KEYS do
  local holder = redis.pcall('GET', KEYS[i])
  if holder == ARGV[2 * i - 1] then
    redis.call('PEXPIRE', KEYS[i], ARGV[2 * i])
    results[i] = 1
  elseif type(holder) == 'table' and not string.find(holder.err, 'WRONGTYPE', 1, true) then
    results[i] = 4
  elseif holder then
    results[i] = 2
  else
    results[i] = 3
  end
end
return results
