-- CreateIndex
CREATE INDEX "inbox_platform_tenant_subject_received_at_idx" ON "inbox"("platform", "tenant", "subject", "received_at");
