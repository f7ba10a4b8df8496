CREATE TABLE "tasks" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"title" text NOT NULL,
	"body" text DEFAULT '' NOT NULL,
	"due_at" timestamp with time zone,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"outcome" text,
	"result" text,
	"finished_by" uuid,
	"finished_at" timestamp with time zone,
	CONSTRAINT "tasks_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "tasks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "tasks" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_org_id_id_work_items_org_id_id_fk" FOREIGN KEY ("org_id","id") REFERENCES "public"."work_items"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_org_id_conversation_id_conversations_org_id_id_fk" FOREIGN KEY ("org_id","conversation_id") REFERENCES "public"."conversations"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "tasks_conversation" ON "tasks" USING btree ("org_id","conversation_id");--> statement-breakpoint
CREATE INDEX "tasks_asked" ON "tasks" USING btree ("org_id","asked_by","id");--> statement-breakpoint
CREATE INDEX "tasks_finished" ON "tasks" USING btree ("org_id","finished_at","id");--> statement-breakpoint
CREATE INDEX "work_items_tasks" ON "work_items" USING btree ("org_id","state","id") WHERE "work_items"."kind" = 'task' and "work_items"."state" <> 'done';--> statement-breakpoint
CREATE POLICY "tasks_org" ON "tasks" AS PERMISSIVE FOR ALL TO "app" USING ("tasks"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("tasks"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));