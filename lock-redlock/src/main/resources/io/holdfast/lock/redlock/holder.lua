-- What vote and withdraw share; put before each of them when it is loaded.
--
-- A lock is held by "<token>.<attempt>@<owner>". An acquisition asks again and again under one token,
-- each time with the next attempt, so that undoing an earlier attempt never undoes a later one.

-- The attempt if the value is one of this token, else nil; for any type of value.
local function attemptOf(value, token)
  if type(value) ~= 'string' then
    return nil
  end
  local holder, attempt = string.match(value, '^([^.@]+)%.(%d+)@')
  return holder == token and tonumber(attempt) or nil
end

-- Who waits is in a sorted set. Score: when it came, by the server's clock in microseconds. Member:
-- "<inbox> <wait ms> <token>", fixed for an acquisition.
local function member(inbox, wait, token)
  return inbox .. ' ' .. wait .. ' ' .. token
end
