-- The guard: nothing happens unrecorded. A business table refuses a change outside a call, and the commit is refused
-- when the call left no record. The waist opens a call by a statement of its own,
--   SELECT set_config('parley.call_id', '<id of the call>', true);
-- and records it by a row of activity_log with that call_id. A later migration that makes a business table ends with
--   SELECT guard_business_table('name');
-- and one that changes business rows opens a call and records it like everybody.

CREATE FUNCTION refuse_change_outside_call() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF coalesce(current_setting('parley.call_id', true), '') = '' THEN
    RAISE EXCEPTION '% of % outside a call is refused', lower(TG_OP), TG_TABLE_NAME
      USING ERRCODE = 'PY001', HINT = 'Changes go through the waist, which records them.';
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION refuse_unrecorded_commit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('parley.recorded', true) IS DISTINCT FROM current_setting('parley.call_id', true) THEN
    RAISE EXCEPTION 'the call that changed % left no record', TG_TABLE_NAME
      USING ERRCODE = 'PY002', HINT = 'A changing call and its row in activity_log share one transaction.';
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION guard_business_table(business regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER guard_call BEFORE INSERT OR UPDATE OR DELETE ON %s '
    'FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change_outside_call()', business);
  EXECUTE format('CREATE CONSTRAINT TRIGGER guard_record AFTER INSERT OR UPDATE OR DELETE ON %s '
    'DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.refuse_unrecorded_commit()', business);
END $$;

REVOKE ALL ON FUNCTION guard_business_table(regclass) FROM PUBLIC;

-- The business tables. src/db/tables.ts lists them too, and a test compares that list with the triggers that exist.
SELECT guard_business_table(business::regclass) FROM unnest(ARRAY[
  'app_user', 'team', 'team_member', 'organisation', 'role', 'permission', 'role_permission', 'role_assignment', 'client',
  'job', 'candidate', 'application', 'status_change', 'candidate_note', 'hand_over', 'submission', 'conversation',
  'message', 'human_request']) AS business;

-- The machinery tables have one writer each instead of a guard: activity_log (activity/record.ts), session
-- (access/sessions.ts), sign_in_link (access/links.ts), confirmation (tools/confirm.ts), button (tools/button.ts),
-- outbox (tools/outbox.ts), installation (db/installation.ts).
