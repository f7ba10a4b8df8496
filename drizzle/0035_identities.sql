CREATE TABLE "identifiers" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"key" text NOT NULL,
	"label" text NOT NULL,
	"on_match" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"archived_at" timestamp with time zone,
	CONSTRAINT "identifiers_org_id_key_pk" PRIMARY KEY("org_id","key")
);
--> statement-breakpoint
ALTER TABLE "identifiers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "merge_proposals" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"first_id" uuid NOT NULL,
	"second_id" uuid NOT NULL,
	"shared" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"decided_at" timestamp with time zone,
	CONSTRAINT "merge_proposals_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "merge_proposals_pair" UNIQUE("org_id","first_id","second_id","shared")
);
--> statement-breakpoint
ALTER TABLE "merge_proposals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "contact_merges" ADD COLUMN "undone_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "identities" ADD COLUMN "dialled" text;--> statement-breakpoint
ALTER TABLE "identities" ADD COLUMN "confirmed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "merge_proposals" ADD CONSTRAINT "merge_proposals_org_id_first_id_contacts_org_id_id_fk" FOREIGN KEY ("org_id","first_id") REFERENCES "public"."contacts"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "merge_proposals" ADD CONSTRAINT "merge_proposals_org_id_second_id_contacts_org_id_id_fk" FOREIGN KEY ("org_id","second_id") REFERENCES "public"."contacts"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "identifiers_label" ON "identifiers" USING btree ("org_id",lower("label"));--> statement-breakpoint
CREATE INDEX "merge_proposals_open" ON "merge_proposals" USING btree ("org_id","id" DESC NULLS LAST) WHERE "merge_proposals"."state" = 'open';--> statement-breakpoint
CREATE INDEX "merge_proposals_second" ON "merge_proposals" USING btree ("org_id","second_id") WHERE "merge_proposals"."state" = 'open';--> statement-breakpoint
ALTER TABLE "contact_merges" ADD CONSTRAINT "contact_merges_org_id_kept_id_contacts_org_id_id_fk" FOREIGN KEY ("org_id","kept_id") REFERENCES "public"."contacts"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_merges" ADD CONSTRAINT "contact_merges_org_id_merged_id_contacts_org_id_id_fk" FOREIGN KEY ("org_id","merged_id") REFERENCES "public"."contacts"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "contact_merges_kept" ON "contact_merges" USING btree ("org_id","kept_id");--> statement-breakpoint
CREATE POLICY "identifiers_org" ON "identifiers" AS PERMISSIVE FOR ALL TO "app" USING ("identifiers"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("identifiers"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "merge_proposals_org" ON "merge_proposals" AS PERMISSIVE FOR ALL TO "app" USING ("merge_proposals"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("merge_proposals"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
ALTER TABLE "identifiers" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "merge_proposals" FORCE ROW LEVEL SECURITY;
