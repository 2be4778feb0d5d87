-- AlterTable
ALTER TABLE "hand_over" ADD COLUMN     "asked_for" TEXT,
ADD COLUMN     "asked_of" UUID;

-- AlterTable
ALTER TABLE "platform_identity" ADD COLUMN     "name" TEXT;

-- CreateTable
CREATE TABLE "link_try" (
    "id" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "link_try_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "link_try_platform_tenant_subject_at_idx" ON "link_try"("platform", "tenant", "subject", "at");

-- CreateIndex
CREATE INDEX "link_try_at_idx" ON "link_try"("at");

-- By hand: what Prisma cannot say.

GRANT SELECT, INSERT, UPDATE, DELETE ON link_try TO parley_app;
