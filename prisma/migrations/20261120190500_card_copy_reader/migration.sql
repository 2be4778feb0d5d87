-- Of copies that were sent so far nobody knows to which account; they are not shown anew any more.
DELETE FROM "card_copy";

-- AlterTable
ALTER TABLE "card_copy" ADD COLUMN     "subject" TEXT NOT NULL,
ADD COLUMN     "tenant" TEXT NOT NULL;
