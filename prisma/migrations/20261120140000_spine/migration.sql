-- The tables of the spine, drawn from prisma/schema.prisma by the schema engine. Written in by hand: the extensions,
-- the PARTITION BY of activity_log, and the checks at the end. The migrations that follow add what Prisma cannot say:
-- activity (partitions), rights (roles, system rows, epochs), guard (no change without a record), search.

CREATE EXTENSION IF NOT EXISTS citext WITH SCHEMA public;
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA public;
CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;

-- CreateTable
CREATE TABLE "app_user" (
    "id" UUID NOT NULL,
    "email" CITEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'active',
    "time_zone" TEXT NOT NULL,
    "language" TEXT NOT NULL DEFAULT 'en',
    "notices" JSONB NOT NULL DEFAULT '{}',
    "authz_epoch" INTEGER NOT NULL DEFAULT 1,
    "notice_acknowledged_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "team" (
    "id" UUID NOT NULL,
    "name" CITEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "team_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "team_member" (
    "team_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,

    CONSTRAINT "team_member_pkey" PRIMARY KEY ("team_id","user_id")
);

-- CreateTable
CREATE TABLE "organisation" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "role" (
    "id" UUID NOT NULL,
    "name" CITEXT NOT NULL,
    "description" TEXT NOT NULL,
    "persona" TEXT NOT NULL,
    "built_in" BOOLEAN NOT NULL DEFAULT false,
    "agent_tools" TEXT[],
    "features" JSONB NOT NULL DEFAULT '{}',
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "role_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "permission" (
    "id" UUID NOT NULL,
    "resource" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "effect" TEXT NOT NULL,
    "fields" TEXT[],

    CONSTRAINT "permission_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "role_permission" (
    "role_id" UUID NOT NULL,
    "permission_id" UUID NOT NULL,

    CONSTRAINT "role_permission_pkey" PRIMARY KEY ("role_id","permission_id")
);

-- CreateTable
CREATE TABLE "role_assignment" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "granted_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "role_assignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "client" (
    "id" UUID NOT NULL,
    "name" CITEXT NOT NULL,
    "industry" TEXT NOT NULL,
    "location" TEXT NOT NULL,
    "contact_name" TEXT,
    "status" TEXT NOT NULL DEFAULT 'active',
    "note" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "client_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "job" (
    "id" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "client_id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "owner_id" UUID NOT NULL,
    "location" TEXT NOT NULL,
    "workplace" TEXT NOT NULL,
    "employment" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "required_skills" TEXT[],
    "wished_skills" TEXT[],
    "headcount" INTEGER NOT NULL DEFAULT 1,
    "status" TEXT NOT NULL DEFAULT 'open',
    "pay_min" INTEGER NOT NULL,
    "pay_max" INTEGER NOT NULL,
    "bill_max" INTEGER,
    "currency" CHAR(3) NOT NULL,
    "rate_unit" TEXT NOT NULL,
    "starts_on" DATE,
    "closed_at" TIMESTAMPTZ(3),
    "close_reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "job_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "candidate" (
    "id" UUID NOT NULL,
    "user_id" UUID,
    "name" TEXT NOT NULL,
    "email" CITEXT,
    "phone" TEXT,
    "headline" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "location" TEXT NOT NULL,
    "open_to_remote" BOOLEAN NOT NULL DEFAULT false,
    "skills" TEXT[],
    "years_experience" INTEGER NOT NULL,
    "available_on" DATE,
    "expected_pay" INTEGER,
    "currency" CHAR(3),
    "rate_unit" TEXT,
    "source" TEXT NOT NULL,
    "resume" TEXT,
    "resume_tainted" BOOLEAN NOT NULL DEFAULT true,
    "owner_id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "candidate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "application" (
    "id" UUID NOT NULL,
    "candidate_id" UUID NOT NULL,
    "job_id" UUID NOT NULL,
    "owner_id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'new',
    "resume_to" TEXT,
    "hold_until" DATE,
    "reason" TEXT,
    "status_changed_at" TIMESTAMPTZ(3) NOT NULL,
    "interview_held_on" DATE,
    "agreed_rate" INTEGER,
    "agreed_currency" CHAR(3),
    "agreed_unit" TEXT,
    "start_date" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "application_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "status_change" (
    "id" UUID NOT NULL,
    "application_id" UUID NOT NULL,
    "from_status" TEXT,
    "to_status" TEXT NOT NULL,
    "reason" TEXT,
    "note" TEXT,
    "facts" JSONB NOT NULL DEFAULT '{}',
    "before" JSONB NOT NULL DEFAULT '{}',
    "undoes" UUID,
    "actor_id" UUID NOT NULL,
    "door" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "status_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "candidate_note" (
    "id" UUID NOT NULL,
    "candidate_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "tainted" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "candidate_note_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hand_over" (
    "id" UUID NOT NULL,
    "candidate_id" UUID NOT NULL,
    "requested_by" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "note" TEXT,
    "status" TEXT NOT NULL DEFAULT 'asked',
    "answered_by" UUID,
    "answered_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "hand_over_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "submission" (
    "id" UUID NOT NULL,
    "candidate_id" UUID NOT NULL,
    "job_id" UUID NOT NULL,
    "submitted_by" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "note" TEXT,
    "tainted" BOOLEAN NOT NULL DEFAULT false,
    "pay_rate" INTEGER,
    "bill_rate" INTEGER,
    "currency" CHAR(3),
    "rate_unit" TEXT,
    "status" TEXT NOT NULL DEFAULT 'submitted',
    "reviewed_by" UUID,
    "reviewed_at" TIMESTAMPTZ(3),
    "review_reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "submission_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "conversation" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "persona" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'active',
    "door" TEXT NOT NULL,
    "input_tokens" INTEGER NOT NULL DEFAULT 0,
    "output_tokens" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "conversation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message" (
    "id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "author" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "mode" TEXT,
    "calls" JSONB NOT NULL DEFAULT '[]',
    "cards" JSONB NOT NULL DEFAULT '[]',
    "asks" JSONB,
    "state" JSONB,
    "blocks" JSONB,
    "tainted" BOOLEAN NOT NULL DEFAULT false,
    "input_tokens" INTEGER NOT NULL DEFAULT 0,
    "output_tokens" INTEGER NOT NULL DEFAULT 0,
    "processing_ms" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "human_request" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "conversation_id" UUID,
    "note" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "handled_by" UUID,
    "handled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "human_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "activity_log" (
    "class" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "id" UUID NOT NULL,
    "call_id" UUID NOT NULL,
    "actor_id" UUID,
    "credential" TEXT,
    "door" TEXT NOT NULL,
    "initiator" TEXT NOT NULL,
    "tool" TEXT NOT NULL,
    "effect" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "fault" TEXT,
    "target_type" TEXT,
    "target_id" UUID,
    "conversation_id" UUID,
    "confirmation_id" UUID,
    "args_digest" TEXT,
    "grant" TEXT,
    "tainted" BOOLEAN NOT NULL DEFAULT false,
    "repeats" INTEGER NOT NULL DEFAULT 1,
    "records" INTEGER NOT NULL DEFAULT 0,
    "duration_ms" INTEGER NOT NULL DEFAULT 0,
    "address" TEXT,
    "user_agent" TEXT,
    "metadata" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "activity_log_pkey" PRIMARY KEY ("class","at","id")
) PARTITION BY LIST ("class");

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "address" TEXT,
    "user_agent" TEXT,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_link" (
    "id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "user_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "confirmation" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "tool" TEXT NOT NULL,
    "input" JSONB NOT NULL,
    "args_digest" TEXT NOT NULL,
    "targets" JSONB NOT NULL,
    "epoch" INTEGER NOT NULL,
    "door" TEXT NOT NULL,
    "conversation_id" UUID,
    "tainted" BOOLEAN NOT NULL DEFAULT false,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "confirmation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "button" (
    "id" UUID NOT NULL,
    "label" TEXT NOT NULL,
    "tool" TEXT NOT NULL,
    "input" JSONB NOT NULL,
    "confirmation_id" UUID,
    "conversation_id" UUID,
    "allowed" UUID[],
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "used_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "button_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "effect_key" TEXT NOT NULL,
    "call_id" UUID NOT NULL,
    "owner_id" UUID NOT NULL,
    "port" TEXT,
    "tool" TEXT,
    "payload" JSONB NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "installation" (
    "name" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "installation_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE UNIQUE INDEX "app_user_email_key" ON "app_user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "team_name_key" ON "team"("name");

-- CreateIndex
CREATE INDEX "team_member_user_id_idx" ON "team_member"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "role_name_key" ON "role"("name");

-- CreateIndex
CREATE INDEX "role_assignment_user_id_idx" ON "role_assignment"("user_id");

-- CreateIndex
CREATE INDEX "role_assignment_role_id_idx" ON "role_assignment"("role_id");

-- CreateIndex
CREATE UNIQUE INDEX "client_name_key" ON "client"("name");

-- CreateIndex
CREATE UNIQUE INDEX "job_reference_key" ON "job"("reference");

-- CreateIndex
CREATE INDEX "job_client_id_idx" ON "job"("client_id");

-- CreateIndex
CREATE INDEX "job_team_id_status_idx" ON "job"("team_id", "status");

-- CreateIndex
CREATE UNIQUE INDEX "candidate_user_id_key" ON "candidate"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "candidate_email_key" ON "candidate"("email");

-- CreateIndex
CREATE INDEX "candidate_owner_id_idx" ON "candidate"("owner_id");

-- CreateIndex
CREATE INDEX "candidate_team_id_idx" ON "candidate"("team_id");

-- CreateIndex
CREATE INDEX "application_job_id_status_idx" ON "application"("job_id", "status");

-- CreateIndex
CREATE INDEX "application_team_id_status_idx" ON "application"("team_id", "status");

-- CreateIndex
CREATE INDEX "application_owner_id_status_idx" ON "application"("owner_id", "status");

-- CreateIndex
CREATE UNIQUE INDEX "application_candidate_id_job_id_key" ON "application"("candidate_id", "job_id");

-- CreateIndex
CREATE UNIQUE INDEX "status_change_undoes_key" ON "status_change"("undoes");

-- CreateIndex
CREATE INDEX "status_change_application_id_at_idx" ON "status_change"("application_id", "at");

-- CreateIndex
CREATE INDEX "candidate_note_candidate_id_created_at_idx" ON "candidate_note"("candidate_id", "created_at");

-- CreateIndex
CREATE INDEX "hand_over_candidate_id_status_idx" ON "hand_over"("candidate_id", "status");

-- CreateIndex
CREATE INDEX "submission_team_id_status_idx" ON "submission"("team_id", "status");

-- CreateIndex
CREATE INDEX "submission_submitted_by_idx" ON "submission"("submitted_by");

-- CreateIndex
CREATE UNIQUE INDEX "submission_candidate_id_job_id_key" ON "submission"("candidate_id", "job_id");

-- CreateIndex
CREATE INDEX "conversation_user_id_updated_at_idx" ON "conversation"("user_id", "updated_at");

-- CreateIndex
CREATE UNIQUE INDEX "message_conversation_id_position_key" ON "message"("conversation_id", "position");

-- CreateIndex
CREATE INDEX "human_request_user_id_idx" ON "human_request"("user_id");

-- CreateIndex
CREATE INDEX "activity_log_actor_id_at_idx" ON "activity_log"("actor_id", "at");

-- CreateIndex
CREATE INDEX "activity_log_target_id_at_idx" ON "activity_log"("target_id", "at");

-- CreateIndex
CREATE INDEX "activity_log_call_id_idx" ON "activity_log"("call_id");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_hash_key" ON "session"("token_hash");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "sign_in_link_token_hash_key" ON "sign_in_link"("token_hash");

-- CreateIndex
CREATE INDEX "sign_in_link_user_id_idx" ON "sign_in_link"("user_id");

-- CreateIndex
CREATE INDEX "confirmation_user_id_status_idx" ON "confirmation"("user_id", "status");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_effect_key_key" ON "outbox"("effect_key");

-- CreateIndex
CREATE INDEX "outbox_status_due_at_idx" ON "outbox"("status", "due_at");

-- AddForeignKey
ALTER TABLE "team_member" ADD CONSTRAINT "team_member_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_member" ADD CONSTRAINT "team_member_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_permission" ADD CONSTRAINT "role_permission_role_id_fkey" FOREIGN KEY ("role_id") REFERENCES "role"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_permission" ADD CONSTRAINT "role_permission_permission_id_fkey" FOREIGN KEY ("permission_id") REFERENCES "permission"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_assignment" ADD CONSTRAINT "role_assignment_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_assignment" ADD CONSTRAINT "role_assignment_role_id_fkey" FOREIGN KEY ("role_id") REFERENCES "role"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "job" ADD CONSTRAINT "job_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "client"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "job" ADD CONSTRAINT "job_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "job" ADD CONSTRAINT "job_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "candidate" ADD CONSTRAINT "candidate_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "candidate" ADD CONSTRAINT "candidate_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "candidate" ADD CONSTRAINT "candidate_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "application" ADD CONSTRAINT "application_candidate_id_fkey" FOREIGN KEY ("candidate_id") REFERENCES "candidate"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "application" ADD CONSTRAINT "application_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "application" ADD CONSTRAINT "application_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "application" ADD CONSTRAINT "application_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "status_change" ADD CONSTRAINT "status_change_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "status_change" ADD CONSTRAINT "status_change_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "candidate_note" ADD CONSTRAINT "candidate_note_candidate_id_fkey" FOREIGN KEY ("candidate_id") REFERENCES "candidate"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "candidate_note" ADD CONSTRAINT "candidate_note_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hand_over" ADD CONSTRAINT "hand_over_candidate_id_fkey" FOREIGN KEY ("candidate_id") REFERENCES "candidate"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hand_over" ADD CONSTRAINT "hand_over_requested_by_fkey" FOREIGN KEY ("requested_by") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hand_over" ADD CONSTRAINT "hand_over_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submission" ADD CONSTRAINT "submission_candidate_id_fkey" FOREIGN KEY ("candidate_id") REFERENCES "candidate"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submission" ADD CONSTRAINT "submission_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submission" ADD CONSTRAINT "submission_submitted_by_fkey" FOREIGN KEY ("submitted_by") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submission" ADD CONSTRAINT "submission_reviewed_by_fkey" FOREIGN KEY ("reviewed_by") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submission" ADD CONSTRAINT "submission_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversation" ADD CONSTRAINT "conversation_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "human_request" ADD CONSTRAINT "human_request_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "human_request" ADD CONSTRAINT "human_request_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Checks: values that no code may write, whichever door it came through.

ALTER TABLE app_user
  ADD CONSTRAINT app_user_kind_known CHECK (kind IN ('internal', 'candidate', 'supplier', 'referrer', 'system')),
  ADD CONSTRAINT app_user_status_known CHECK (status IN ('active', 'deactivated'));

ALTER TABLE role
  ADD CONSTRAINT role_persona_known CHECK (persona IN ('admin', 'manager', 'recruiter', 'candidate', 'supplier', 'referrer'));

ALTER TABLE permission
  ADD CONSTRAINT permission_scope_known CHECK (scope IN ('own', 'team', 'all')),
  ADD CONSTRAINT permission_effect_known CHECK (effect IN ('allow', 'deny'));

ALTER TABLE role_assignment
  ADD CONSTRAINT role_assignment_ends_after_start CHECK (expires_at > starts_at);

ALTER TABLE organisation
  ADD CONSTRAINT organisation_currency_iso CHECK (currency ~ '^[A-Z]{3}$');

ALTER TABLE job
  ADD CONSTRAINT job_status_known CHECK (status IN ('draft', 'open', 'on_hold', 'filled', 'closed')),
  ADD CONSTRAINT job_headcount_positive CHECK (headcount > 0),
  ADD CONSTRAINT job_pay_range CHECK (pay_min > 0 AND pay_min <= pay_max),
  ADD CONSTRAINT job_bill_positive CHECK (bill_max > 0),
  ADD CONSTRAINT job_currency_iso CHECK (currency ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT job_rate_unit_known CHECK (rate_unit IN ('hour', 'day', 'year'));

ALTER TABLE candidate
  ADD CONSTRAINT candidate_expected_pay_whole CHECK (num_nonnulls(expected_pay, currency, rate_unit) IN (0, 3)),
  ADD CONSTRAINT candidate_expected_pay_positive CHECK (expected_pay > 0),
  ADD CONSTRAINT candidate_currency_iso CHECK (currency ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT candidate_rate_unit_known CHECK (rate_unit IN ('hour', 'day', 'year')),
  ADD CONSTRAINT candidate_experience_not_negative CHECK (years_experience >= 0);

ALTER TABLE application
  ADD CONSTRAINT application_status_known CHECK (status IN
    ('new', 'screened', 'interviewed', 'technical_round', 'hr_round', 'offered', 'hired', 'rejected', 'on_hold')),
  ADD CONSTRAINT application_agreed_rate_whole CHECK (num_nonnulls(agreed_rate, agreed_currency, agreed_unit) IN (0, 3)),
  ADD CONSTRAINT application_agreed_rate_positive CHECK (agreed_rate > 0),
  ADD CONSTRAINT application_agreed_currency_iso CHECK (agreed_currency ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT application_agreed_unit_known CHECK (agreed_unit IN ('hour', 'day', 'year'));

ALTER TABLE submission
  ADD CONSTRAINT submission_status_known CHECK (status IN ('submitted', 'approved', 'declined', 'withdrawn')),
  ADD CONSTRAINT submission_rates_whole CHECK (
    (num_nonnulls(pay_rate, bill_rate) > 0 AND num_nonnulls(currency, rate_unit) = 2)
    OR num_nonnulls(pay_rate, bill_rate, currency, rate_unit) = 0),
  ADD CONSTRAINT submission_rates_positive CHECK (pay_rate > 0 AND bill_rate > 0),
  ADD CONSTRAINT submission_currency_iso CHECK (currency ~ '^[A-Z]{3}$'),
  ADD CONSTRAINT submission_rate_unit_known CHECK (rate_unit IN ('hour', 'day', 'year'));

ALTER TABLE hand_over
  ADD CONSTRAINT hand_over_status_known CHECK (status IN ('asked', 'accepted', 'declined'));

ALTER TABLE conversation
  ADD CONSTRAINT conversation_status_known CHECK (status IN ('active', 'archived'));

ALTER TABLE confirmation
  ADD CONSTRAINT confirmation_status_known CHECK (status IN ('pending', 'consumed', 'cancelled', 'expired'));

ALTER TABLE outbox
  ADD CONSTRAINT outbox_kind_known CHECK (kind IN ('call', 'delivery'));
