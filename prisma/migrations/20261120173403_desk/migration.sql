-- AlterTable
ALTER TABLE "button" ADD COLUMN     "asks" TEXT[],
ADD COLUMN     "messages" TEXT[];

-- AlterTable
ALTER TABLE "message" ADD COLUMN     "answers" UUID;

-- CreateIndex
CREATE UNIQUE INDEX "message_answers_key" ON "message"("answers");

-- AlterTable
ALTER TABLE "outbox" ADD COLUMN     "attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "fault" TEXT,
ADD COLUMN     "leased_until" TIMESTAMPTZ(3),
ADD COLUMN     "origin" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "outcome" JSONB,
ADD COLUMN     "recipient_id" UUID;

-- CreateTable
CREATE TABLE "schedule" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "tool" TEXT NOT NULL,
    "input" JSONB NOT NULL,
    "owner_id" UUID NOT NULL,
    "cron" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "schedule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "platform_identity" (
    "id" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "proof" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "platform_identity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "link_code" (
    "id" UUID NOT NULL,
    "code_hash" BYTEA NOT NULL,
    "user_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "link_code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inbox" (
    "id" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "stamp" TEXT NOT NULL,
    "thread" TEXT NOT NULL,
    "place" JSONB NOT NULL,
    "content" JSONB NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "leased_until" TIMESTAMPTZ(3),
    "stop_at" TIMESTAMPTZ(3),
    "conversation_id" UUID,
    "posted" JSONB,
    "fault" TEXT,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "inbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "desk_thread" (
    "id" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "thread" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "discreet" BOOLEAN NOT NULL DEFAULT false,
    "private_place" JSONB,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "desk_thread_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "desk_reference" (
    "id" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "place" JSONB NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'alive',
    "reason" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "desk_reference_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "card_copy" (
    "id" UUID NOT NULL,
    "about" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "tool" TEXT NOT NULL,
    "input" JSONB NOT NULL,
    "platform" TEXT NOT NULL,
    "place" JSONB NOT NULL,
    "message" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'shown',
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "card_copy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workspace" (
    "id" TEXT NOT NULL,
    "enterprise" TEXT,
    "name" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "installed_by" TEXT NOT NULL,
    "installed_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "workspace_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "schedule_name_key" ON "schedule"("name");

-- CreateIndex
CREATE INDEX "schedule_enabled_next_at_idx" ON "schedule"("enabled", "next_at");

-- CreateIndex
CREATE INDEX "platform_identity_user_id_idx" ON "platform_identity"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "platform_identity_platform_tenant_subject_key" ON "platform_identity"("platform", "tenant", "subject");

-- CreateIndex
CREATE UNIQUE INDEX "link_code_code_hash_key" ON "link_code"("code_hash");

-- CreateIndex
CREATE INDEX "link_code_user_id_idx" ON "link_code"("user_id");

-- CreateIndex
CREATE INDEX "inbox_thread_status_idx" ON "inbox"("thread", "status");

-- CreateIndex
CREATE INDEX "inbox_status_leased_until_idx" ON "inbox"("status", "leased_until");

-- CreateIndex
CREATE UNIQUE INDEX "inbox_platform_event_key" ON "inbox"("platform", "event");

-- CreateIndex
CREATE UNIQUE INDEX "inbox_platform_stamp_key" ON "inbox"("platform", "stamp");

-- CreateIndex
CREATE INDEX "desk_thread_conversation_id_idx" ON "desk_thread"("conversation_id");

-- CreateIndex
CREATE UNIQUE INDEX "desk_thread_platform_thread_user_id_key" ON "desk_thread"("platform", "thread", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "desk_reference_platform_tenant_subject_key" ON "desk_reference"("platform", "tenant", "subject");

-- CreateIndex
CREATE INDEX "card_copy_about_status_idx" ON "card_copy"("about", "status");

-- CreateIndex
CREATE UNIQUE INDEX "card_copy_platform_message_key" ON "card_copy"("platform", "message");

-- CreateIndex
CREATE INDEX "outbox_recipient_id_status_idx" ON "outbox"("recipient_id", "status");

-- AddForeignKey
ALTER TABLE "platform_identity" ADD CONSTRAINT "platform_identity_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand: what Prisma cannot say.

SELECT guard_business_table('platform_identity');

GRANT SELECT, INSERT, UPDATE, DELETE ON
  platform_identity, link_code, inbox, desk_thread, desk_reference, card_copy, workspace, schedule
  TO parley_app;

ALTER TABLE outbox
  ADD CONSTRAINT outbox_status_known CHECK (status IN ('waiting', 'working', 'held', 'done', 'dead')),
  ADD CONSTRAINT outbox_call_has_tool CHECK (kind <> 'call' OR tool IS NOT NULL);
ALTER TABLE inbox
  ADD CONSTRAINT inbox_platform_known CHECK (platform IN ('slack', 'teams')),
  ADD CONSTRAINT inbox_status_known CHECK (status IN ('waiting', 'working', 'done', 'dead'));
ALTER TABLE platform_identity
  ADD CONSTRAINT platform_identity_platform_known CHECK (platform IN ('slack', 'teams')),
  ADD CONSTRAINT platform_identity_proof_known CHECK (proof IN ('address', 'code'));
ALTER TABLE desk_reference
  ADD CONSTRAINT desk_reference_status_known CHECK (status IN ('alive', 'dead'));
ALTER TABLE card_copy
  ADD CONSTRAINT card_copy_status_known CHECK (status IN ('shown', 'settled', 'gone'));

-- Messages were written with a template before the queue room stood; they have no recipient of their own and nobody to
-- be shown to any more. They stay to be read.
UPDATE outbox SET status = 'dead', fault = 'written before messages could leave', settled_at = now()
  WHERE kind = 'delivery' AND port = 'message' AND recipient_id IS NULL;

-- Whoever relays is told as soon as the call that wrote a row has committed.
CREATE FUNCTION tell_of_outbox() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NOTIFY parley_outbox;
  RETURN NULL;
END $$;

CREATE TRIGGER tell_relay AFTER INSERT ON outbox FOR EACH STATEMENT EXECUTE FUNCTION tell_of_outbox();
