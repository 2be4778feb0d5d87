-- Who may do what in the database: the program's role, the system user, the built-in role templates, and the epochs by
-- which compiled rights know that they are stale.

-- Roles belong to the whole server: another database of it may have made this one already, or be making it right now.
DO $$
BEGIN
  CREATE ROLE parley_app NOLOGIN;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL;
  WHEN insufficient_privilege THEN
    RAISE EXCEPTION 'the owner of the database may not create roles'
      USING ERRCODE = '42501', HINT = 'Ask the administrator for: CREATE ROLE parley_app; GRANT parley_app TO the owner.';
END $$;

-- The owner becomes a member, so that connections of the owner can step down by `-c role=parley_app`.
DO $$
BEGIN
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    EXECUTE format('GRANT parley_app TO %I', current_user);
  END IF;
EXCEPTION WHEN insufficient_privilege THEN
  IF NOT pg_has_role(current_user, 'parley_app', 'MEMBER') THEN
    RAISE EXCEPTION 'the owner of the database is no member of parley_app'
      USING ERRCODE = '42501', HINT = format('Ask the administrator for: GRANT parley_app TO %I.', current_user);
  END IF;
END $$;

GRANT USAGE ON SCHEMA public TO parley_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON
  app_user, team, team_member, organisation, role, permission, role_permission, role_assignment, client, job, candidate,
  application, status_change, candidate_note, hand_over, submission, conversation, message, human_request,
  session, sign_in_link, confirmation, button, outbox, installation
  TO parley_app;
GRANT SELECT, INSERT ON activity_log TO parley_app;
GRANT EXECUTE ON FUNCTION make_activity_partitions(timestamptz, int), drop_activity_partitions(text, int) TO parley_app;

INSERT INTO app_user (id, email, name, kind, time_zone, created_at, updated_at) VALUES
  ('00000000-0000-7000-8000-000000000001', 'system@parley.invalid', 'Parley', 'system', 'UTC', now(), now());

INSERT INTO role (id, name, description, persona, built_in, agent_tools) VALUES
  ('00000000-0000-7000-8000-0000000000a1', 'super_admin', 'Everything, including roles, permissions and policies.', 'admin', true, '{}'),
  ('00000000-0000-7000-8000-0000000000a2', 'admin', 'Users, configuration, analytics and reports; not roles, permissions or policies.', 'admin', true, '{}'),
  ('00000000-0000-7000-8000-0000000000a3', 'manager', 'The hiring workflow and approvals of a team.', 'manager', true, '{}'),
  ('00000000-0000-7000-8000-0000000000a4', 'recruiter', 'All of recruiting, for one''s own rows and those of the team.', 'recruiter', true, '{}'),
  ('00000000-0000-7000-8000-0000000000a5', 'viewer', 'Reads, and changes nothing.', 'manager', true, '{}'),
  ('00000000-0000-7000-8000-0000000000a6', 'candidate', 'A candidate, for their own profile and applications.', 'candidate', true, '{}'),
  ('00000000-0000-7000-8000-0000000000a7', 'supplier', 'A supplier, for the people they put forward.', 'supplier', true, '{}'),
  ('00000000-0000-7000-8000-0000000000a8', 'referrer', 'A referrer, for the people they recommended.', 'referrer', true, '{}');

-- Built-in templates change with a migration only; their grants stand in the code.
CREATE FUNCTION refuse_change_of_built_in_role() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (TG_OP <> 'INSERT' AND OLD.built_in) OR (TG_OP <> 'DELETE' AND NEW.built_in) THEN
    RAISE EXCEPTION 'a built-in role cannot be made, changed or deleted' USING ERRCODE = 'PY004';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER built_in_stays BEFORE INSERT OR UPDATE OR DELETE ON role
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_built_in_role();

CREATE FUNCTION refuse_permission_of_built_in_role() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM public.role WHERE id = NEW.role_id AND built_in) THEN
    RAISE EXCEPTION 'the permissions of a built-in role are fixed' USING ERRCODE = 'PY004';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER built_in_stays BEFORE INSERT OR UPDATE ON role_permission
  FOR EACH ROW EXECUTE FUNCTION refuse_permission_of_built_in_role();

-- Epochs. Whatever touches a person's rights raises their authz_epoch in the same transaction.
CREATE FUNCTION raise_epoch_of_user() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    UPDATE public.app_user SET authz_epoch = authz_epoch + 1 WHERE id = OLD.user_id;
  END IF;
  IF TG_OP = 'INSERT' OR (TG_OP = 'UPDATE' AND NEW.user_id <> OLD.user_id) THEN
    UPDATE public.app_user SET authz_epoch = authz_epoch + 1 WHERE id = NEW.user_id;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER raise_epoch AFTER INSERT OR UPDATE OR DELETE ON role_assignment
  FOR EACH ROW EXECUTE FUNCTION raise_epoch_of_user();
CREATE TRIGGER raise_epoch AFTER INSERT OR UPDATE OR DELETE ON team_member
  FOR EACH ROW EXECUTE FUNCTION raise_epoch_of_user();

CREATE FUNCTION raise_own_epoch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.authz_epoch := OLD.authz_epoch + 1;
  RETURN NEW;
END $$;

CREATE TRIGGER raise_epoch BEFORE UPDATE ON app_user
  FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status OR OLD.kind IS DISTINCT FROM NEW.kind)
  EXECUTE FUNCTION raise_own_epoch();

CREATE FUNCTION raise_epoch_of_holders(roles uuid[]) RETURNS void LANGUAGE sql AS $$
  UPDATE public.app_user SET authz_epoch = authz_epoch + 1
  WHERE id IN (SELECT user_id FROM public.role_assignment WHERE role_id = ANY (roles));
$$;

CREATE FUNCTION role_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM public.raise_epoch_of_holders(ARRAY[NEW.id]);
  RETURN NULL;
END $$;

CREATE TRIGGER raise_epoch AFTER UPDATE ON role FOR EACH ROW EXECUTE FUNCTION role_changed();

CREATE FUNCTION role_permission_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM public.raise_epoch_of_holders(ARRAY[NEW.role_id]);
  ELSIF TG_OP = 'DELETE' THEN
    PERFORM public.raise_epoch_of_holders(ARRAY[OLD.role_id]);
  ELSE
    PERFORM public.raise_epoch_of_holders(ARRAY[OLD.role_id, NEW.role_id]);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER raise_epoch AFTER INSERT OR UPDATE OR DELETE ON role_permission
  FOR EACH ROW EXECUTE FUNCTION role_permission_changed();

CREATE FUNCTION permission_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM public.raise_epoch_of_holders(ARRAY(SELECT role_id FROM public.role_permission WHERE permission_id = NEW.id));
  RETURN NULL;
END $$;

CREATE TRIGGER raise_epoch AFTER UPDATE ON permission FOR EACH ROW EXECUTE FUNCTION permission_changed();
