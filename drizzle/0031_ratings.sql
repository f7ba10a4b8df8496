CREATE TABLE "ratings" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"channel_account_id" uuid NOT NULL,
	"team_id" uuid,
	"member_id" uuid,
	"asked_at" timestamp with time zone NOT NULL,
	"score" smallint,
	"rated_at" timestamp with time zone,
	CONSTRAINT "ratings_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "ratings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "ratings" ADD CONSTRAINT "ratings_org_id_conversation_id_conversations_org_id_id_fk" FOREIGN KEY ("org_id","conversation_id") REFERENCES "public"."conversations"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ratings" ADD CONSTRAINT "ratings_org_id_message_id_messages_org_id_id_fk" FOREIGN KEY ("org_id","message_id") REFERENCES "public"."messages"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "ratings_message" ON "ratings" USING btree ("org_id","message_id");--> statement-breakpoint
CREATE POLICY "ratings_org" ON "ratings" AS PERMISSIVE FOR ALL TO "app" USING ("ratings"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("ratings"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
ALTER TABLE "ratings" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
-- What was asked and said of conversations, as it happens: as 0025 does for their course.
create function report_rating() returns trigger language plpgsql as $$
begin
  insert into report_facts (org_id, kind, at, conversation_id, team_id, member_id, channel_account_id)
  select new.org_id, x.kind, app_now(), new.conversation_id, new.team_id, new.member_id, new.channel_account_id
  from (values ('asked', tg_op = 'INSERT'), ('rated', new.score is not null), ('pleased', new.score = 3)) x(kind, holds) where x.holds;
  return null;
end $$;--> statement-breakpoint
create trigger ratings_report_insert after insert on ratings for each row execute function report_rating();--> statement-breakpoint
create trigger ratings_report_update after update on ratings for each row
  when (old.score is null and new.score is not null) execute function report_rating();
