CREATE TABLE "heartbeats" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	"active_at" timestamp with time zone NOT NULL,
	CONSTRAINT "heartbeats_org_id_member_id_pk" PRIMARY KEY("org_id","member_id")
);
--> statement-breakpoint
ALTER TABLE "heartbeats" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "presence_changes" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"presence" text NOT NULL,
	"cause" text NOT NULL,
	"reason_id" uuid,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "presence_changes_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "presence_changes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "presence_reasons" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"presence" text NOT NULL,
	"archived_at" timestamp with time zone,
	CONSTRAINT "presence_reasons_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "presence_reasons" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "presence_cause" text;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "presence_before" text;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "presence_reason_id" uuid;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "attendance" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "heartbeats" ADD CONSTRAINT "heartbeats_org_id_member_id_members_org_id_id_fk" FOREIGN KEY ("org_id","member_id") REFERENCES "public"."members"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "presence_changes" ADD CONSTRAINT "presence_changes_org_id_member_id_members_org_id_id_fk" FOREIGN KEY ("org_id","member_id") REFERENCES "public"."members"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "presence_changes_member" ON "presence_changes" USING btree ("org_id","member_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "presence_reasons_name" ON "presence_reasons" USING btree ("org_id",lower("name"));--> statement-breakpoint
CREATE POLICY "heartbeats_org" ON "heartbeats" AS PERMISSIVE FOR ALL TO "app" USING ("heartbeats"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("heartbeats"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "presence_changes_org" ON "presence_changes" AS PERMISSIVE FOR ALL TO "app" USING ("presence_changes"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("presence_changes"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "presence_reasons_org" ON "presence_reasons" AS PERMISSIVE FOR ALL TO "app" USING ("presence_reasons"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("presence_reasons"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));
--> statement-breakpoint
ALTER TABLE "presence_reasons" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "presence_changes" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "heartbeats" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
revoke update, delete on presence_changes from app;
--> statement-breakpoint
-- Whose members fell silent, or have a customer waiting while they are not there; how long is decided where it is done.
create function resolve_absences() returns table (org_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.id from organizations o where exists (
      select 1 from members m join heartbeats h on h.org_id = m.org_id and h.member_id = m.id
      where m.org_id = o.id and m.removed_at is null and m.presence <> 'offline' and h.seen_at < now() - interval '150 seconds')
    or exists (
      select 1 from members m join conversations c on c.org_id = m.org_id and c.assignee_id = m.id
      where m.org_id = o.id and m.presence <> 'online' and c.state = 'open' and c.awaiting_since is not null and not c.missed
        and c.snoozed_until is null)
$$;
