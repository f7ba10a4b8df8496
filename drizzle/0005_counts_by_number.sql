TRUNCATE "conversation_counts", "conversation_count_deltas";--> statement-breakpoint
ALTER TABLE "conversation_counts" DROP CONSTRAINT "conversation_counts_key";--> statement-breakpoint
ALTER TABLE "conversation_count_deltas" ADD COLUMN "channel_account_id" uuid NOT NULL;--> statement-breakpoint
ALTER TABLE "conversation_counts" ADD COLUMN "channel_account_id" uuid NOT NULL;--> statement-breakpoint
ALTER TABLE "conversation_counts" ADD CONSTRAINT "conversation_counts_key" UNIQUE NULLS NOT DISTINCT("org_id","assignee_id","team_id","channel_account_id","section");