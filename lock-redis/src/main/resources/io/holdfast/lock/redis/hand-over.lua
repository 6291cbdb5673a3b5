-- What acquire and release share; put before each of them when it is loaded.
--
-- The queue is a sorted set. Score: when the waiter came, by the server's clock in microseconds.
-- Member: "<inbox> <lease ms> <wait ms> <value>", fixed for an acquisition, so that queueing twice
-- and leaving twice do no harm.

-- Gives the lock to the first waiter that is alive, and tells its client in one message:
-- "<fencing token> <time of the grant, microseconds> <value>". A waiter whose time is over, or whose
-- client nobody heard the message for, is forgotten. In a cluster PUBLISH counts only the
-- subscribers of this node, so there (countsAll is not '1') every waiter is taken to have heard.
-- Returns the value that holds the lock now; false where nobody waits or 'asker' is the first.
local function handOver(lock, queue, counter, now, countsAll, asker)
  while true do
    local head = redis.call('ZRANGE', queue, 0, 0, 'WITHSCORES')
    if #head == 0 then
      return false
    end
    redis.call('ZREM', queue, head[1])
    local inbox, lease, wait, value = string.match(head[1], '^(%S+) (%d+) (%d+) (.+)$')
    if value == asker then
      return false
    end
    if tonumber(head[2]) + wait * 1000 > now then
      local token = nextFencingToken(counter, now)
      local heard = redis.call('PUBLISH', inbox, string.format('%.0f %.0f %s', token, now, value))
      if heard > 0 or countsAll ~= '1' then
        redis.call('SET', lock, value, 'PX', lease)
        return value
      end
    end
  end
end
