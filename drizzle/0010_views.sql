CREATE TABLE "views" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	"name" text NOT NULL,
	"filter" jsonb NOT NULL,
	"sort" text NOT NULL,
	"shared" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "views_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "views" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "views" ADD CONSTRAINT "views_org_id_owner_id_members_org_id_id_fk" FOREIGN KEY ("org_id","owner_id") REFERENCES "public"."members"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "views_owner" ON "views" USING btree ("org_id","owner_id");--> statement-breakpoint
CREATE INDEX "conversations_open_ends" ON "conversations" USING btree ("org_id","window_expires_at","id") WHERE "conversations"."state" = 'open';--> statement-breakpoint
CREATE INDEX "conversations_open_recent" ON "conversations" USING btree ("org_id","last_message_at","id") WHERE "conversations"."state" = 'open';--> statement-breakpoint
CREATE INDEX "conversations_open_waiting" ON "conversations" USING btree ("org_id","awaiting_since","id") WHERE "conversations"."state" = 'open' and "conversations"."awaiting_since" is not null;--> statement-breakpoint
CREATE INDEX "conversations_open_priority" ON "conversations" USING btree ("org_id",(- "priority"),"last_message_at","id") WHERE "conversations"."state" = 'open';--> statement-breakpoint
CREATE POLICY "views_org" ON "views" AS PERMISSIVE FOR ALL TO "app" USING ("views"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("views"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));
--> statement-breakpoint
ALTER TABLE "views" FORCE ROW LEVEL SECURITY;