CREATE TABLE "attribute_definitions" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"key" text NOT NULL,
	"label" text NOT NULL,
	"type" text NOT NULL,
	"choices" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"archived_at" timestamp with time zone,
	CONSTRAINT "attribute_definitions_org_id_key_pk" PRIMARY KEY("org_id","key")
);
--> statement-breakpoint
ALTER TABLE "attribute_definitions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "routing_rules" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"version" integer NOT NULL,
	"rules" jsonb NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "routing_rules_org_id_version_pk" PRIMARY KEY("org_id","version")
);
--> statement-breakpoint
ALTER TABLE "routing_rules" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "work_items" ADD COLUMN "trace" jsonb;--> statement-breakpoint
CREATE UNIQUE INDEX "attribute_definitions_label" ON "attribute_definitions" USING btree ("org_id",lower("label"));--> statement-breakpoint
CREATE POLICY "attribute_definitions_org" ON "attribute_definitions" AS PERMISSIVE FOR ALL TO "app" USING ("attribute_definitions"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("attribute_definitions"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "routing_rules_org" ON "routing_rules" AS PERMISSIVE FOR ALL TO "app" USING ("routing_rules"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("routing_rules"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
ALTER TABLE "attribute_definitions" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "routing_rules" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
revoke update, delete on routing_rules from app;
