CREATE TABLE "contact_labels" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	"label_id" uuid NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	CONSTRAINT "contact_labels_org_id_contact_id_label_id_pk" PRIMARY KEY("org_id","contact_id","label_id")
);
--> statement-breakpoint
ALTER TABLE "contact_labels" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "contact_notes" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"body" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "contact_notes_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "contact_notes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "contact_objects" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"type_key" text NOT NULL,
	"contact_id" uuid NOT NULL,
	"external_key" text NOT NULL,
	"values" jsonb NOT NULL,
	"as_of" timestamp with time zone NOT NULL,
	"source" uuid,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "contact_objects_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "contact_objects_once" UNIQUE("org_id","contact_id","type_key","external_key")
);
--> statement-breakpoint
ALTER TABLE "contact_objects" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "object_types" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"key" text NOT NULL,
	"singular" text NOT NULL,
	"plural" text NOT NULL,
	"columns" jsonb NOT NULL,
	"actions" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"position" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"archived_at" timestamp with time zone,
	CONSTRAINT "object_types_org_id_key_pk" PRIMARY KEY("org_id","key")
);
--> statement-breakpoint
ALTER TABLE "object_types" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "attribute_definitions" ADD COLUMN "currency" text;--> statement-breakpoint
ALTER TABLE "attribute_definitions" ADD COLUMN "sensitive" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "attribute_definitions" ADD COLUMN "place" text DEFAULT 'more' NOT NULL;--> statement-breakpoint
ALTER TABLE "attribute_definitions" ADD COLUMN "position" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "attribute_sources" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "language" text;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "time_zone" text;--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "channel_account_id" uuid;--> statement-breakpoint
ALTER TABLE "contact_labels" ADD CONSTRAINT "contact_labels_org_id_contact_id_contacts_org_id_id_fk" FOREIGN KEY ("org_id","contact_id") REFERENCES "public"."contacts"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_labels" ADD CONSTRAINT "contact_labels_org_id_label_id_labels_org_id_id_fk" FOREIGN KEY ("org_id","label_id") REFERENCES "public"."labels"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_notes" ADD CONSTRAINT "contact_notes_org_id_contact_id_contacts_org_id_id_fk" FOREIGN KEY ("org_id","contact_id") REFERENCES "public"."contacts"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_notes" ADD CONSTRAINT "contact_notes_org_id_member_id_members_org_id_id_fk" FOREIGN KEY ("org_id","member_id") REFERENCES "public"."members"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_objects" ADD CONSTRAINT "contact_objects_org_id_type_key_object_types_org_id_key_fk" FOREIGN KEY ("org_id","type_key") REFERENCES "public"."object_types"("org_id","key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_objects" ADD CONSTRAINT "contact_objects_org_id_contact_id_contacts_org_id_id_fk" FOREIGN KEY ("org_id","contact_id") REFERENCES "public"."contacts"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "contact_labels_label" ON "contact_labels" USING btree ("org_id","label_id","contact_id");--> statement-breakpoint
CREATE INDEX "contact_notes_contact" ON "contact_notes" USING btree ("org_id","contact_id","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "contact_objects_type" ON "contact_objects" USING btree ("org_id","type_key","contact_id");--> statement-breakpoint
CREATE UNIQUE INDEX "object_types_plural" ON "object_types" USING btree ("org_id",lower("plural"));--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_org_id_channel_account_id_channel_accounts_org_id_id_fk" FOREIGN KEY ("org_id","channel_account_id") REFERENCES "public"."channel_accounts"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "contact_labels_org" ON "contact_labels" AS PERMISSIVE FOR ALL TO "app" USING ("contact_labels"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("contact_labels"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "contact_notes_org" ON "contact_notes" AS PERMISSIVE FOR ALL TO "app" USING ("contact_notes"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("contact_notes"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "contact_objects_org" ON "contact_objects" AS PERMISSIVE FOR ALL TO "app" USING ("contact_objects"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("contact_objects"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "object_types_org" ON "object_types" AS PERMISSIVE FOR ALL TO "app" USING ("object_types"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("object_types"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
ALTER TABLE "contact_labels" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "contact_notes" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "contact_objects" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "object_types" FORCE ROW LEVEL SECURITY;
