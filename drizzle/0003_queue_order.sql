DROP INDEX "conversations_awaiting";--> statement-breakpoint
DROP INDEX "conversations_awaiting_assignee";--> statement-breakpoint
DROP INDEX "conversations_awaiting_team";--> statement-breakpoint
DROP INDEX "conversations_missed";--> statement-breakpoint
DROP INDEX "conversations_answered";--> statement-breakpoint
DROP INDEX "conversations_answered_assignee";--> statement-breakpoint
DROP INDEX "conversations_answered_team";--> statement-breakpoint
DROP INDEX "conversations_closed";--> statement-breakpoint
DROP INDEX "conversations_contact";--> statement-breakpoint
DROP INDEX "assignments_conversation";--> statement-breakpoint
DROP INDEX "work_items_waiting";--> statement-breakpoint
DROP INDEX "parked_parts_recent";--> statement-breakpoint
CREATE INDEX "conversations_closed_assignee" ON "conversations" USING btree ("org_id","assignee_id","closed_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "conversations"."state" = 'closed';--> statement-breakpoint
CREATE INDEX "conversations_closed_team" ON "conversations" USING btree ("org_id","team_id","closed_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "conversations"."state" = 'closed';--> statement-breakpoint
CREATE INDEX "conversations_awaiting" ON "conversations" USING btree ("org_id","priority" DESC NULLS FIRST,"window_expires_at","awaiting_since","id") WHERE "conversations"."state" = 'open' and "conversations"."awaiting_since" is not null and not "conversations"."missed";--> statement-breakpoint
CREATE INDEX "conversations_awaiting_assignee" ON "conversations" USING btree ("org_id","assignee_id","priority" DESC NULLS FIRST,"window_expires_at","awaiting_since","id") WHERE "conversations"."state" = 'open' and "conversations"."awaiting_since" is not null and not "conversations"."missed";--> statement-breakpoint
CREATE INDEX "conversations_awaiting_team" ON "conversations" USING btree ("org_id","team_id","priority" DESC NULLS FIRST,"window_expires_at","awaiting_since","id") WHERE "conversations"."state" = 'open' and "conversations"."awaiting_since" is not null and not "conversations"."missed";--> statement-breakpoint
CREATE INDEX "conversations_missed" ON "conversations" USING btree ("org_id","window_expires_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "conversations"."state" = 'open' and "conversations"."awaiting_since" is not null and "conversations"."missed";--> statement-breakpoint
CREATE INDEX "conversations_answered" ON "conversations" USING btree ("org_id","last_message_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "conversations"."state" = 'open' and "conversations"."awaiting_since" is null;--> statement-breakpoint
CREATE INDEX "conversations_answered_assignee" ON "conversations" USING btree ("org_id","assignee_id","last_message_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "conversations"."state" = 'open' and "conversations"."awaiting_since" is null;--> statement-breakpoint
CREATE INDEX "conversations_answered_team" ON "conversations" USING btree ("org_id","team_id","last_message_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "conversations"."state" = 'open' and "conversations"."awaiting_since" is null;--> statement-breakpoint
CREATE INDEX "conversations_closed" ON "conversations" USING btree ("org_id","closed_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "conversations"."state" = 'closed';--> statement-breakpoint
CREATE INDEX "conversations_contact" ON "conversations" USING btree ("org_id","contact_id","opened_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "assignments_conversation" ON "assignments" USING btree ("org_id","conversation_id","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "work_items_waiting" ON "work_items" USING btree ("org_id","team_id","priority" DESC NULLS FIRST,"waiting_since") WHERE "work_items"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "parked_parts_recent" ON "parked_parts" USING btree ("org_id","received_at" DESC NULLS FIRST);