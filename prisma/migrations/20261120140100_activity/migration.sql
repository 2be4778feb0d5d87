-- activity_log: a list of classes, each a range of months (UTC), each with a default partition, so that a missing month
-- never fails a call. Append-only for everybody: changes end in an error, and retention drops whole months.

CREATE TABLE activity_log_read PARTITION OF activity_log FOR VALUES IN ('read') PARTITION BY RANGE (at);
CREATE TABLE activity_log_write PARTITION OF activity_log FOR VALUES IN ('write') PARTITION BY RANGE (at);
CREATE TABLE activity_log_security PARTITION OF activity_log FOR VALUES IN ('security') PARTITION BY RANGE (at);
CREATE TABLE activity_log_default PARTITION OF activity_log DEFAULT;
CREATE TABLE activity_log_read_default PARTITION OF activity_log_read DEFAULT;
CREATE TABLE activity_log_write_default PARTITION OF activity_log_write DEFAULT;
CREATE TABLE activity_log_security_default PARTITION OF activity_log_security DEFAULT;

CREATE FUNCTION refuse_change_of_activity() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'activity is append-only: % of % is refused', lower(TG_OP), TG_TABLE_NAME USING ERRCODE = 'PY003';
END $$;

-- Row triggers of the parent are copied to every partition, also to those that are attached later.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON activity_log
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_activity();

-- Statement triggers are not copied: the parents and the defaults get theirs here, each month when it is made.
DO $$
DECLARE part text;
BEGIN
  FOREACH part IN ARRAY ARRAY['activity_log', 'activity_log_default',
    'activity_log_read', 'activity_log_read_default', 'activity_log_write', 'activity_log_write_default',
    'activity_log_security', 'activity_log_security_default']
  LOOP
    EXECUTE format('CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON %I '
      'FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_activity()', part);
  END LOOP;
END $$;

-- A call is recorded when a row of its own that is not a mere read stands in the same transaction.
CREATE FUNCTION note_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.call_id::text = current_setting('parley.call_id', true) THEN
    PERFORM set_config('parley.recorded', NEW.call_id::text, true);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER note_record AFTER INSERT ON activity_log
  FOR EACH ROW WHEN (NEW.class <> 'read') EXECUTE FUNCTION note_record();

-- Makes the missing monthly partitions of every class, `months` of them from the month of `first` (UTC) on, and moves
-- into them what had landed in the default partition. Answers how many were made. One process at a time; a second one
-- waits and finds the work done. Gives up after three seconds of waiting for a lock, since the next run may do it.
CREATE FUNCTION make_activity_partitions(first timestamptz, months int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET lock_timeout = '3s' AS $$
DECLARE
  class_name text;
  starts timestamptz;
  ends timestamptz;
  part text;
  rest text;
  made int := 0;
BEGIN
  IF months < 1 OR months > 120 THEN
    RAISE EXCEPTION 'months must be 1 to 120, not %', months USING ERRCODE = '22023';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('parley.activity_partitions'));
  -- In the order in which a reader of activity_log locks its partitions, so that the two never wait for each other.
  FOREACH class_name IN ARRAY ARRAY['read', 'security', 'write'] LOOP
    rest := format('activity_log_%s_default', class_name);
    FOR month IN 0 .. months - 1 LOOP
      starts := (date_trunc('month', first AT TIME ZONE 'UTC') + make_interval(months => month)) AT TIME ZONE 'UTC';
      ends := (date_trunc('month', first AT TIME ZONE 'UTC') + make_interval(months => month + 1)) AT TIME ZONE 'UTC';
      part := format('activity_log_%s_%s', class_name, to_char(starts AT TIME ZONE 'UTC', 'YYYY_MM'));
      CONTINUE WHEN to_regclass(format('public.%I', part)) IS NOT NULL;
      EXECUTE format('CREATE TABLE public.%I (LIKE public.%I INCLUDING ALL)', part, 'activity_log_' || class_name);
      EXECUTE format('LOCK TABLE ONLY public.%I IN SHARE UPDATE EXCLUSIVE MODE', 'activity_log_' || class_name);
      EXECUTE format('LOCK TABLE public.%I IN ACCESS EXCLUSIVE MODE', rest);
      PERFORM move_from_default(rest, part, starts, ends);
      EXECUTE format('ALTER TABLE public.%I ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)',
        'activity_log_' || class_name, part, starts, ends);
      EXECUTE format('CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON public.%I '
        'FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change_of_activity()', part);
      made := made + 1;
    END LOOP;
  END LOOP;
  RETURN made;
END $$;

-- Moves the rows of one month out of a default partition that the caller has locked. The append-only trigger of that one
-- table is off for the length of this statement, inside the caller's transaction.
CREATE FUNCTION move_from_default(rest text, part text, starts timestamptz, ends timestamptz) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE found boolean;
BEGIN
  EXECUTE format('SELECT EXISTS (SELECT FROM public.%I WHERE at >= $1 AND at < $2)', rest) INTO found USING starts, ends;
  IF NOT found THEN RETURN; END IF;
  EXECUTE format('ALTER TABLE public.%I DISABLE TRIGGER USER', rest);
  EXECUTE format('WITH moved AS (DELETE FROM public.%I WHERE at >= $1 AND at < $2 RETURNING *) '
    'INSERT INTO public.%I SELECT * FROM moved', rest, part) USING starts, ends;
  EXECUTE format('ALTER TABLE public.%I ENABLE TRIGGER USER', rest);
END $$;

-- Retention: drops the months of a class that ended more than `days` ago by the database clock, and answers their names.
-- Refuses less than 30 days for reads and 365 for writes and security, so that nobody can make the memory short.
CREATE FUNCTION drop_activity_partitions(class_name text, days int) RETURNS SETOF text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET lock_timeout = '3s' AS $$
DECLARE
  least_days int := CASE class_name WHEN 'read' THEN 30 WHEN 'write' THEN 365 WHEN 'security' THEN 365 END;
  cutoff timestamptz := now() - make_interval(days => days);
  strays timestamptz[];
  month timestamptz;
  part text;
BEGIN
  IF least_days IS NULL THEN
    RAISE EXCEPTION 'the classes of activity are read, write and security, not %', class_name USING ERRCODE = '22023';
  END IF;
  IF days IS NULL OR days < least_days THEN
    RAISE EXCEPTION '% activity is kept at least % days, not %', class_name, least_days, days USING ERRCODE = '22023';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('parley.activity_partitions'));
  -- Dropping locks the parent; taken first, since a reader who holds it may be waiting for what is locked below.
  EXECUTE format('LOCK TABLE ONLY public.%I IN ACCESS EXCLUSIVE MODE', 'activity_log_' || class_name);
  EXECUTE format('SELECT coalesce(array_agg(DISTINCT date_trunc(''month'', at AT TIME ZONE ''UTC'') AT TIME ZONE ''UTC''), ''{}'') '
    'FROM public.%I WHERE at < $1', 'activity_log_' || class_name || '_default') INTO strays USING cutoff;
  FOREACH month IN ARRAY strays LOOP
    PERFORM public.make_activity_partitions(month, 1);
  END LOOP;
  FOR part IN
    SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = format('public.%I', 'activity_log_' || class_name)::regclass
      AND c.relname ~ '_\d{4}_\d{2}$'
      AND (to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month') AT TIME ZONE 'UTC' <= cutoff
    ORDER BY 1
  LOOP
    EXECUTE format('DROP TABLE public.%I', part);
    RETURN NEXT part;
  END LOOP;
END $$;

REVOKE ALL ON FUNCTION make_activity_partitions(timestamptz, int) FROM PUBLIC;
REVOKE ALL ON FUNCTION move_from_default(text, text, timestamptz, timestamptz) FROM PUBLIC;
REVOKE ALL ON FUNCTION drop_activity_partitions(text, int) FROM PUBLIC;

SELECT make_activity_partitions(now(), 13);
