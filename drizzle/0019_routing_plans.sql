CREATE TABLE "routing_snapshots" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"members" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "routing_snapshots_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "routing_snapshots" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "assignments" ADD COLUMN "snapshot_id" uuid;--> statement-breakpoint
ALTER TABLE "work_items" ADD COLUMN "plan" jsonb;--> statement-breakpoint
ALTER TABLE "work_items" ADD COLUMN "planned_at" timestamp with time zone;--> statement-breakpoint
CREATE POLICY "routing_snapshots_org" ON "routing_snapshots" AS PERMISSIVE FOR ALL TO "app" USING ("routing_snapshots"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("routing_snapshots"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
ALTER TABLE "routing_snapshots" FORCE ROW LEVEL SECURITY;
