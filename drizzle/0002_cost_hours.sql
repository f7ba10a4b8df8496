CREATE TABLE "cost_folds" (
	"org_id" uuid PRIMARY KEY DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"xid" "xid8" DEFAULT '0' NOT NULL,
	"time_zone" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "cost_folds" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "cost_hours" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"hour" timestamp with time zone NOT NULL,
	"channel_account_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"origin" text NOT NULL,
	"category" text NOT NULL,
	"reason" text NOT NULL,
	"currency" text NOT NULL,
	"messages" integer NOT NULL,
	"priced" integer NOT NULL,
	"charged" integer NOT NULL,
	"micros" bigint NOT NULL,
	CONSTRAINT "cost_hours_pk" PRIMARY KEY("org_id","hour","channel_account_id","kind","origin","category","reason","currency")
);
--> statement-breakpoint
ALTER TABLE "cost_hours" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP INDEX "charges_created";--> statement-breakpoint
DROP INDEX "usage_events_time";--> statement-breakpoint
ALTER TABLE "charges" ADD COLUMN "xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL;--> statement-breakpoint
ALTER TABLE "usage_events" ADD COLUMN "xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL;--> statement-breakpoint
CREATE INDEX "charges_xid" ON "charges" USING btree ("org_id","xid");--> statement-breakpoint
CREATE INDEX "usage_events_xid" ON "usage_events" USING btree ("org_id","xid");--> statement-breakpoint
CREATE INDEX "usage_events_time" ON "usage_events" USING btree ("org_id","occurred_at","id");--> statement-breakpoint
CREATE POLICY "cost_folds_org" ON "cost_folds" AS PERMISSIVE FOR ALL TO "app" USING ("cost_folds"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("cost_folds"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "cost_hours_org" ON "cost_hours" AS PERMISSIVE FOR ALL TO "app" USING ("cost_hours"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("cost_hours"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));
--> statement-breakpoint
ALTER TABLE "cost_folds" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "cost_hours" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
do $$
declare t text;
begin
  -- As in 0001: the resolver below runs as the owner, whom FORCE binds as well.
  foreach t in array array['usage_events', 'charges', 'cost_folds'] loop
    execute format('create policy %I on %I for select to current_user using (true)', t || '_resolve', t);
  end loop;
end $$;
--> statement-breakpoint
-- Organizations whose ledger has grown by some hundreds of rows since it was last summed, whose hours began in another
-- time zone, or whose sums come from another server's transactions (a restored dump). One index probe each.
create function resolve_unfolded_costs() returns table (org_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.id from organizations o left join cost_folds f on f.org_id = o.id
  where f.time_zone <> o.time_zone
    or f.xid > pg_snapshot_xmax(pg_current_snapshot())
    or exists (select 1 from usage_events e where e.org_id = o.id and e.xid >= coalesce(f.xid, '0') offset 500)
    or exists (select 1 from charges c where c.org_id = o.id and c.xid >= coalesce(f.xid, '0') offset 500)
$$;
