-- DropIndex
DROP INDEX "card_copy_platform_message_key";

-- CreateIndex
CREATE INDEX "card_copy_platform_message_idx" ON "card_copy"("platform", "message");
