CREATE TABLE "report_presence" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"hour" timestamp with time zone NOT NULL,
	"member_id" uuid NOT NULL,
	"online" integer NOT NULL,
	"busy" integer NOT NULL,
	CONSTRAINT "report_presence_org_id_hour_member_id_pk" PRIMARY KEY("org_id","hour","member_id")
);
--> statement-breakpoint
ALTER TABLE "report_presence" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "report_folds" ADD COLUMN "presence_upto" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "work_items_done" ON "work_items" USING btree ("org_id","done_at") WHERE "work_items"."done_at" is not null;--> statement-breakpoint
CREATE POLICY "report_presence_org" ON "report_presence" AS PERMISSIVE FOR ALL TO "app" USING ("report_presence"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("report_presence"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
ALTER TABLE "report_presence" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
create policy "presence_changes_resolve" on "presence_changes" for select to current_user using (true);--> statement-breakpoint
-- As in 0025, and where members' hours have not been kept for a day.
create or replace function resolve_unfolded_reports() returns table (org_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.id from organizations o left join report_folds f on f.org_id = o.id
  where f.time_zone <> o.time_zone
    or f.xid > pg_snapshot_xmax(pg_current_snapshot())
    or exists (select 1 from report_facts r where r.org_id = o.id and r.xid >= coalesce(f.xid, '0') offset 500)
    or (coalesce(f.presence_upto, '-infinity') < now() + o.clock_offset_ms * interval '1 millisecond' - interval '1 day'
      and exists (select 1 from presence_changes p where p.org_id = o.id
        and p.at < now() + o.clock_offset_ms * interval '1 millisecond' - interval '1 day'))
$$;
