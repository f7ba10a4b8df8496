CREATE TABLE "transcripts" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"attachment_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"next_try_at" timestamp with time zone,
	"settled_at" timestamp with time zone,
	CONSTRAINT "transcripts_org_id_attachment_id_pk" PRIMARY KEY("org_id","attachment_id")
);
--> statement-breakpoint
ALTER TABLE "transcripts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "transcripts" text DEFAULT 'never' NOT NULL;--> statement-breakpoint
ALTER TABLE "transcripts" ADD CONSTRAINT "transcripts_org_id_attachment_id_attachments_org_id_id_fk" FOREIGN KEY ("org_id","attachment_id") REFERENCES "public"."attachments"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transcripts" ADD CONSTRAINT "transcripts_org_id_message_id_messages_org_id_id_fk" FOREIGN KEY ("org_id","message_id") REFERENCES "public"."messages"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "transcripts_due" ON "transcripts" USING btree ("next_try_at") WHERE "transcripts"."state" = 'pending';--> statement-breakpoint
CREATE POLICY "transcripts_org" ON "transcripts" AS PERMISSIVE FOR ALL TO "app" USING ("transcripts"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("transcripts"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
ALTER TABLE "transcripts" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
-- As in 0001: the resolver below runs as the owner, whom FORCE binds as well.
do $$ begin
  execute 'create policy transcripts_resolve on transcripts for select to current_user using (true)';
end $$;
--> statement-breakpoint
-- Organizations with a sound that is due to be heard, by the real clock.
create function resolve_due_transcripts() returns table (org_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct t.org_id from transcripts t where t.state = 'pending' and t.next_try_at <= now()
$$;
--> statement-breakpoint
-- What a machine heard in a sound is searched like what is written. Rows from before have none: nothing is to be reckoned again.
create or replace function message_words(p jsonb) returns tsvector language plpgsql immutable parallel safe as $$
begin
  case p ->> 'type'
    when 'text', 'note' then return public.text_words(p ->> 'body');
    when 'event', 'unknown', 'unsupported' then return null;
    when 'image', 'video', 'audio', 'document', 'sticker', 'location' then
      return public.text_words(concat_ws(' ', p ->> 'caption', p ->> 'name', p ->> 'address', p ->> 'transcript'));
    else
      return public.text_words((select string_agg(v #>> '{}', ' ')
        from jsonb_path_query(p - array['type', 'templateId', 'language', 'category', 'values', 'payload', 'id', 'of'], 'strict $.**') v
        where jsonb_typeof(v) = 'string'));
  end case;
end $$;
