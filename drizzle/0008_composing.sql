CREATE TABLE "canned_replies" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"owner_id" uuid,
	"shortcut" text NOT NULL,
	"body" text NOT NULL,
	"language" text NOT NULL,
	"folder" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "canned_replies_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "canned_replies_shortcut" UNIQUE NULLS NOT DISTINCT("org_id","owner_id","shortcut","language")
);
--> statement-breakpoint
ALTER TABLE "canned_replies" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "drafts" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"mode" text NOT NULL,
	"body" text NOT NULL,
	"revision" integer NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "drafts_org_id_member_id_conversation_id_pk" PRIMARY KEY("org_id","member_id","conversation_id")
);
--> statement-breakpoint
ALTER TABLE "drafts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "mentions" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"read_at" timestamp with time zone,
	CONSTRAINT "mentions_org_id_message_id_member_id_pk" PRIMARY KEY("org_id","message_id","member_id")
);
--> statement-breakpoint
ALTER TABLE "mentions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "scheduled_messages" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"author_id" uuid NOT NULL,
	"content" jsonb NOT NULL,
	"send_at" timestamp with time zone NOT NULL,
	"time_zone" text NOT NULL,
	"state" text NOT NULL,
	"trouble" text,
	"seen_seq" integer NOT NULL,
	"epoch" integer NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"message_id" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"settled_at" timestamp with time zone,
	CONSTRAINT "scheduled_messages_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "scheduled_messages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "writing" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "canned_replies" ADD CONSTRAINT "canned_replies_org_id_owner_id_members_org_id_id_fk" FOREIGN KEY ("org_id","owner_id") REFERENCES "public"."members"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_org_id_conversation_id_conversations_org_id_id_fk" FOREIGN KEY ("org_id","conversation_id") REFERENCES "public"."conversations"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_org_id_member_id_members_org_id_id_fk" FOREIGN KEY ("org_id","member_id") REFERENCES "public"."members"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mentions" ADD CONSTRAINT "mentions_org_id_message_id_messages_org_id_id_fk" FOREIGN KEY ("org_id","message_id") REFERENCES "public"."messages"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mentions" ADD CONSTRAINT "mentions_org_id_member_id_members_org_id_id_fk" FOREIGN KEY ("org_id","member_id") REFERENCES "public"."members"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scheduled_messages" ADD CONSTRAINT "scheduled_messages_org_id_conversation_id_conversations_org_id_id_fk" FOREIGN KEY ("org_id","conversation_id") REFERENCES "public"."conversations"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scheduled_messages" ADD CONSTRAINT "scheduled_messages_org_id_author_id_members_org_id_id_fk" FOREIGN KEY ("org_id","author_id") REFERENCES "public"."members"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mentions_member" ON "mentions" USING btree ("org_id","member_id","created_at" DESC NULLS FIRST,"message_id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "mentions_unread" ON "mentions" USING btree ("org_id","member_id") WHERE "mentions"."read_at" is null;--> statement-breakpoint
CREATE INDEX "scheduled_messages_due" ON "scheduled_messages" USING btree ("org_id","send_at") WHERE "scheduled_messages"."state" = 'pending';--> statement-breakpoint
CREATE INDEX "scheduled_messages_open" ON "scheduled_messages" USING btree ("org_id","conversation_id","send_at") WHERE "scheduled_messages"."state" in ('pending', 'needs-attention');--> statement-breakpoint
CREATE INDEX "scheduled_messages_attention" ON "scheduled_messages" USING btree ("org_id","author_id") WHERE "scheduled_messages"."state" = 'needs-attention';--> statement-breakpoint
CREATE POLICY "canned_replies_org" ON "canned_replies" AS PERMISSIVE FOR ALL TO "app" USING ("canned_replies"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("canned_replies"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "drafts_org" ON "drafts" AS PERMISSIVE FOR ALL TO "app" USING ("drafts"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("drafts"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "mentions_org" ON "mentions" AS PERMISSIVE FOR ALL TO "app" USING ("mentions"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("mentions"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "scheduled_messages_org" ON "scheduled_messages" AS PERMISSIVE FOR ALL TO "app" USING ("scheduled_messages"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("scheduled_messages"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
ALTER TABLE "canned_replies" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "drafts" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "mentions" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "scheduled_messages" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
-- As in 0001: the resolver below runs as the owner, whom FORCE binds as well.
do $$ begin
  execute 'create policy scheduled_messages_resolve on scheduled_messages for select to current_user using (true)';
end $$;
--> statement-breakpoint
-- Organizations with a message whose time has come by their own clock: one index probe each.
create function resolve_due_scheduled() returns table (org_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.id from organizations o where exists (
    select 1 from scheduled_messages m where m.org_id = o.id and m.state = 'pending'
      and m.send_at <= now() + o.clock_offset_ms * interval '1 millisecond')
$$;
