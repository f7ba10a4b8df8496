CREATE TABLE "template_files" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"mime" text NOT NULL,
	"name" text NOT NULL,
	"size" integer NOT NULL,
	"storage_key" text NOT NULL,
	"author_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "template_files_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "template_files" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "template_versions" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"template_id" uuid,
	"draft" jsonb NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"author_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	"decided_at" timestamp with time zone,
	CONSTRAINT "template_versions_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "template_versions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "templates" ADD COLUMN "asked_category" text;--> statement-breakpoint
ALTER TABLE "templates" ADD COLUMN "category_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "templates" ADD COLUMN "next_category" text;--> statement-breakpoint
ALTER TABLE "templates" ADD COLUMN "next_category_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "template_files" ADD CONSTRAINT "template_files_org_id_author_id_members_org_id_id_fk" FOREIGN KEY ("org_id","author_id") REFERENCES "public"."members"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "template_versions" ADD CONSTRAINT "template_versions_org_id_connection_id_connections_org_id_id_fk" FOREIGN KEY ("org_id","connection_id") REFERENCES "public"."connections"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "template_versions" ADD CONSTRAINT "template_versions_org_id_template_id_templates_org_id_id_fk" FOREIGN KEY ("org_id","template_id") REFERENCES "public"."templates"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "template_versions" ADD CONSTRAINT "template_versions_org_id_author_id_members_org_id_id_fk" FOREIGN KEY ("org_id","author_id") REFERENCES "public"."members"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "template_versions_template" ON "template_versions" USING btree ("org_id","template_id","saved_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "template_versions_waiting" ON "template_versions" USING btree ("org_id","connection_id") WHERE "template_versions"."state" = 'submitted';--> statement-breakpoint
CREATE UNIQUE INDEX "template_versions_draft" ON "template_versions" USING btree ("org_id","template_id") WHERE "template_versions"."state" = 'draft';--> statement-breakpoint
CREATE POLICY "template_files_org" ON "template_files" AS PERMISSIVE FOR ALL TO "app" USING ("template_files"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("template_files"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "template_versions_org" ON "template_versions" AS PERMISSIVE FOR ALL TO "app" USING ("template_versions"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("template_versions"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
ALTER TABLE "template_versions" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "template_files" FORCE ROW LEVEL SECURITY;
