-- CreateTable
CREATE TABLE "offered_file" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "content" BYTEA NOT NULL,
    "message" TEXT,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "offered_file_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "offered_file_key_key" ON "offered_file"("key");

-- CreateIndex
CREATE INDEX "offered_file_expires_at_idx" ON "offered_file"("expires_at");

-- By hand: what Prisma cannot say.

GRANT SELECT, INSERT, UPDATE, DELETE ON offered_file TO parley_app;
