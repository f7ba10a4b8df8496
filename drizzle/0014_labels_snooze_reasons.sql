CREATE TABLE "close_reasons" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"archived_at" timestamp with time zone,
	CONSTRAINT "close_reasons_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "close_reasons" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "conversation_labels" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"label_id" uuid NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	CONSTRAINT "conversation_labels_org_id_conversation_id_label_id_pk" PRIMARY KEY("org_id","conversation_id","label_id")
);
--> statement-breakpoint
ALTER TABLE "conversation_labels" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "labels" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"color" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"archived_at" timestamp with time zone,
	CONSTRAINT "labels_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "labels" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP INDEX "conversations_awaiting";--> statement-breakpoint
DROP INDEX "conversations_awaiting_assignee";--> statement-breakpoint
DROP INDEX "conversations_awaiting_team";--> statement-breakpoint
DROP INDEX "conversations_missed";--> statement-breakpoint
DROP INDEX "conversations_answered";--> statement-breakpoint
DROP INDEX "conversations_answered_assignee";--> statement-breakpoint
DROP INDEX "conversations_answered_team";--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "close_reason_id" uuid;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "reopened_from_id" uuid;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "snoozed_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "snoozed_by" uuid;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "woken_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "close_reason_required" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "reopen_hours" integer DEFAULT 24;--> statement-breakpoint
ALTER TABLE "conversation_labels" ADD CONSTRAINT "conversation_labels_org_id_conversation_id_conversations_org_id_id_fk" FOREIGN KEY ("org_id","conversation_id") REFERENCES "public"."conversations"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation_labels" ADD CONSTRAINT "conversation_labels_org_id_label_id_labels_org_id_id_fk" FOREIGN KEY ("org_id","label_id") REFERENCES "public"."labels"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "close_reasons_name" ON "close_reasons" USING btree ("org_id",lower("name"));--> statement-breakpoint
CREATE INDEX "conversation_labels_label" ON "conversation_labels" USING btree ("org_id","label_id","conversation_id");--> statement-breakpoint
CREATE UNIQUE INDEX "labels_name" ON "labels" USING btree ("org_id",lower("name"));--> statement-breakpoint
CREATE INDEX "conversations_back" ON "conversations" USING btree ("org_id","woken_at","id") WHERE "conversations"."woken_at" is not null;--> statement-breakpoint
CREATE INDEX "conversations_snoozed" ON "conversations" USING btree ("org_id","snoozed_until","id") WHERE "conversations"."snoozed_until" is not null;--> statement-breakpoint
CREATE INDEX "conversations_awaiting" ON "conversations" USING btree ("org_id","priority" DESC NULLS FIRST,"window_expires_at","awaiting_since","id") WHERE "conversations"."state" = 'open' and "conversations"."awaiting_since" is not null and not "conversations"."missed" and "conversations"."snoozed_until" is null;--> statement-breakpoint
CREATE INDEX "conversations_awaiting_assignee" ON "conversations" USING btree ("org_id","assignee_id","priority" DESC NULLS FIRST,"window_expires_at","awaiting_since","id") WHERE "conversations"."state" = 'open' and "conversations"."awaiting_since" is not null and not "conversations"."missed" and "conversations"."snoozed_until" is null;--> statement-breakpoint
CREATE INDEX "conversations_awaiting_team" ON "conversations" USING btree ("org_id","team_id","priority" DESC NULLS FIRST,"window_expires_at","awaiting_since","id") WHERE "conversations"."state" = 'open' and "conversations"."awaiting_since" is not null and not "conversations"."missed" and "conversations"."snoozed_until" is null;--> statement-breakpoint
CREATE INDEX "conversations_missed" ON "conversations" USING btree ("org_id","window_expires_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "conversations"."state" = 'open' and "conversations"."awaiting_since" is not null and "conversations"."missed" and "conversations"."snoozed_until" is null;--> statement-breakpoint
CREATE INDEX "conversations_answered" ON "conversations" USING btree ("org_id","last_message_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "conversations"."state" = 'open' and "conversations"."awaiting_since" is null and "conversations"."snoozed_until" is null;--> statement-breakpoint
CREATE INDEX "conversations_answered_assignee" ON "conversations" USING btree ("org_id","assignee_id","last_message_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "conversations"."state" = 'open' and "conversations"."awaiting_since" is null and "conversations"."snoozed_until" is null;--> statement-breakpoint
CREATE INDEX "conversations_answered_team" ON "conversations" USING btree ("org_id","team_id","last_message_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE "conversations"."state" = 'open' and "conversations"."awaiting_since" is null and "conversations"."snoozed_until" is null;--> statement-breakpoint
CREATE POLICY "close_reasons_org" ON "close_reasons" AS PERMISSIVE FOR ALL TO "app" USING ("close_reasons"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("close_reasons"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "conversation_labels_org" ON "conversation_labels" AS PERMISSIVE FOR ALL TO "app" USING ("conversation_labels"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("conversation_labels"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "labels_org" ON "labels" AS PERMISSIVE FOR ALL TO "app" USING ("labels"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("labels"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));
--> statement-breakpoint
ALTER TABLE "labels" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "conversation_labels" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "close_reasons" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
-- A snoozed conversation is in no queue; one that is back though nobody waits for an answer is a matter of ours that is due.
create or replace function conversation_section(c conversations) returns text language sql immutable as $$
  select case when c.state = 'closed' then 'closed' when c.snoozed_until is not null then 'snoozed'
              when c.awaiting_since is null then case when c.woken_at is null then 'answered' else 'back' end
              when c.missed then 'missed' else 'awaiting' end
$$;
--> statement-breakpoint
-- Whose snoozed conversations are due: one index probe per organization. A closed one is never snoozed.
create function resolve_due_snoozes() returns table (org_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.id from organizations o where exists (
    select 1 from conversations c where c.org_id = o.id
      and c.snoozed_until <= now() + o.clock_offset_ms * interval '1 millisecond')
$$;
