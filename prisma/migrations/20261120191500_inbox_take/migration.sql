-- By hand: taking an entry of the inbox in one round trip.
-- The lock is held for this statement only, and it is the function's own first query: those of a function that changes
-- something see what was committed before each of them began, so the update sees what whoever held the lock before has
-- done. The lease keeps the lane after that.
CREATE FUNCTION take_from_inbox(lane TEXT, moment TIMESTAMPTZ, lease_end TIMESTAMPTZ) RETURNS SETOF inbox
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(lane, 0));
  RETURN QUERY UPDATE inbox SET status = 'working', attempts = attempts + 1, leased_until = lease_end,
      started_at = coalesce(started_at, moment)
    WHERE id = (SELECT id FROM inbox WHERE thread = lane AND status IN ('waiting', 'working') ORDER BY id LIMIT 1)
      AND (leased_until IS NULL OR leased_until <= moment)
      AND NOT EXISTS (SELECT 1 FROM inbox WHERE thread = lane AND status = 'working' AND leased_until > moment)
    RETURNING inbox.*;
END $$;

REVOKE ALL ON FUNCTION take_from_inbox(TEXT, TIMESTAMPTZ, TIMESTAMPTZ) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION take_from_inbox(TEXT, TIMESTAMPTZ, TIMESTAMPTZ) TO parley_app;
