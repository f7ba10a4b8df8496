CREATE TABLE "segment_contacts" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"segment_id" uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	CONSTRAINT "segment_contacts_org_id_segment_id_contact_id_pk" PRIMARY KEY("org_id","segment_id","contact_id")
);
--> statement-breakpoint
ALTER TABLE "segment_contacts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "segment_errors" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"segment_id" uuid NOT NULL,
	"row" integer NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "segment_errors_org_id_segment_id_row_pk" PRIMARY KEY("org_id","segment_id","row")
);
--> statement-breakpoint
ALTER TABLE "segment_errors" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "segments" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"definition" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"archived_at" timestamp with time zone,
	"contacts" integer NOT NULL,
	"counted_at" timestamp with time zone NOT NULL,
	"file_name" text,
	"file_rows" integer,
	"refused_rows" integer,
	CONSTRAINT "segments_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "segments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "segment_contacts" ADD CONSTRAINT "segment_contacts_org_id_segment_id_segments_org_id_id_fk" FOREIGN KEY ("org_id","segment_id") REFERENCES "public"."segments"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "segment_contacts" ADD CONSTRAINT "segment_contacts_org_id_contact_id_contacts_org_id_id_fk" FOREIGN KEY ("org_id","contact_id") REFERENCES "public"."contacts"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "segment_errors" ADD CONSTRAINT "segment_errors_org_id_segment_id_segments_org_id_id_fk" FOREIGN KEY ("org_id","segment_id") REFERENCES "public"."segments"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "segments" ADD CONSTRAINT "segments_org_id_created_by_members_org_id_id_fk" FOREIGN KEY ("org_id","created_by") REFERENCES "public"."members"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "segment_contacts_contact" ON "segment_contacts" USING btree ("org_id","contact_id");--> statement-breakpoint
CREATE UNIQUE INDEX "segments_name" ON "segments" USING btree ("org_id",lower("name")) WHERE "segments"."archived_at" is null;--> statement-breakpoint
CREATE POLICY "segment_contacts_org" ON "segment_contacts" AS PERMISSIVE FOR ALL TO "app" USING ("segment_contacts"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("segment_contacts"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "segment_errors_org" ON "segment_errors" AS PERMISSIVE FOR ALL TO "app" USING ("segment_errors"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("segment_errors"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "segments_org" ON "segments" AS PERMISSIVE FOR ALL TO "app" USING ("segments"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("segments"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
ALTER TABLE "segments" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "segment_contacts" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "segment_errors" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
-- The clock reads a setting and a row: workers may too, and a question that names it is not left to one process alone.
alter function app_now() parallel safe;--> statement-breakpoint
-- As people read it: without accents, case and the spaces around it, as folded() in server/contacts/rules/attribute.ts. One expression,
-- so that it is laid into the statements that call it.
create function text_fold(p text) returns text language sql immutable parallel safe as $$
  select case when octet_length(p) = length(p) then lower(btrim(p, E' \t\r\n'))
    else lower(regexp_replace(normalize(btrim(p, E' \t\r\n'), nfd), '[\u0300-\u036f]', '', 'g')) end
$$;--> statement-breakpoint
-- A figure in jsonb, kept as one or written plainly. Else null.
create function json_figure(p jsonb) returns numeric language sql immutable parallel safe as $$
  select case jsonb_typeof(p) when 'number' then p::numeric
    when 'string' then case when p #>> '{}' ~ '^-?\d{1,15}(\.\d{1,15})?$' then (p #>> '{}')::numeric end end
$$;
