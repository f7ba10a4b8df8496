CREATE TABLE "connector_health" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"connector_id" uuid NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"open_until" timestamp with time zone,
	"probe_until" timestamp with time zone,
	"attempted_at" timestamp with time zone,
	"good_at" timestamp with time zone,
	"outcome" text,
	"status" integer,
	"ms" integer,
	CONSTRAINT "connector_health_org_id_connector_id_pk" PRIMARY KEY("org_id","connector_id")
);
--> statement-breakpoint
ALTER TABLE "connector_health" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "connector_readings" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"connector_id" uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	"attempted_at" timestamp with time zone NOT NULL,
	"good_at" timestamp with time zone,
	"failing_since" timestamp with time zone,
	"outcome" text NOT NULL,
	"status" integer,
	CONSTRAINT "connector_readings_org_id_contact_id_connector_id_pk" PRIMARY KEY("org_id","contact_id","connector_id")
);
--> statement-breakpoint
ALTER TABLE "connector_readings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "connectors" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"method" text NOT NULL,
	"url" text NOT NULL,
	"headers" jsonb NOT NULL,
	"body" text,
	"mapping" jsonb NOT NULL,
	"cache_seconds" integer NOT NULL,
	"timeout_ms" integer NOT NULL,
	"retries" integer NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"archived_at" timestamp with time zone,
	CONSTRAINT "connectors_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "connectors" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "connector_health" ADD CONSTRAINT "connector_health_org_id_connector_id_connectors_org_id_id_fk" FOREIGN KEY ("org_id","connector_id") REFERENCES "public"."connectors"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connector_readings" ADD CONSTRAINT "connector_readings_org_id_connector_id_connectors_org_id_id_fk" FOREIGN KEY ("org_id","connector_id") REFERENCES "public"."connectors"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connector_readings" ADD CONSTRAINT "connector_readings_org_id_contact_id_contacts_org_id_id_fk" FOREIGN KEY ("org_id","contact_id") REFERENCES "public"."contacts"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "connectors_name" ON "connectors" USING btree ("org_id",lower("name")) WHERE "connectors"."archived_at" is null;--> statement-breakpoint
CREATE POLICY "connector_health_org" ON "connector_health" AS PERMISSIVE FOR ALL TO "app" USING ("connector_health"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("connector_health"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "connector_readings_org" ON "connector_readings" AS PERMISSIVE FOR ALL TO "app" USING ("connector_readings"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("connector_readings"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "connectors_org" ON "connectors" AS PERMISSIVE FOR ALL TO "app" USING ("connectors"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("connectors"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
ALTER TABLE "connectors" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "connector_health" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "connector_readings" FORCE ROW LEVEL SECURITY;
