CREATE TABLE "channel_accounts" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"external_id" text NOT NULL,
	"address" text NOT NULL,
	"name" text NOT NULL,
	"color" text DEFAULT 'teal' NOT NULL,
	"team_id" uuid,
	"settings" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"health" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"last_webhook_at" timestamp with time zone,
	"last_error_at" timestamp with time zone,
	"active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "channel_accounts_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "channel_accounts_external" UNIQUE("channel","external_id")
);
--> statement-breakpoint
ALTER TABLE "channel_accounts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "connections" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"channel" text NOT NULL,
	"carrier" text NOT NULL,
	"external_id" text NOT NULL,
	"app_id" text,
	"token_sealed" text NOT NULL,
	"app_secret_sealed" text NOT NULL,
	"verify_token_sealed" text NOT NULL,
	"verified_at" timestamp with time zone,
	"subscribed_at" timestamp with time zone,
	"last_webhook_at" timestamp with time zone,
	"last_error" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "connections_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "connections_id" UNIQUE("id")
);
--> statement-breakpoint
ALTER TABLE "connections" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "consents" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"identity_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"purpose" text NOT NULL,
	"state" text NOT NULL,
	"source" text NOT NULL,
	"evidence" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "consents_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "consents_once" UNIQUE("org_id","identity_id","channel","purpose","occurred_at","state")
);
--> statement-breakpoint
ALTER TABLE "consents" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "contact_merges" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"kept_id" uuid NOT NULL,
	"merged_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"moved" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "contact_merges_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "contact_merges" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "contacts" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text,
	"country" text,
	"attributes" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"executive_id" uuid,
	"merged_into" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "contacts_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "contacts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "identities" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"value" text NOT NULL,
	"address" text NOT NULL,
	"username" text,
	"last_seen_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "identities_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "identities_value" UNIQUE("org_id","kind","value")
);
--> statement-breakpoint
ALTER TABLE "identities" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "attachments" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"message_id" uuid,
	"channel_account_id" uuid NOT NULL,
	"provider_media_id" text,
	"mime" text NOT NULL,
	"name" text,
	"size" bigint,
	"sha256" text,
	"storage_key" text,
	"state" text NOT NULL,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"next_try_at" timestamp with time zone,
	"expires_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "attachments_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "attachments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "conversation_count_deltas" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"assignee_id" uuid,
	"team_id" uuid,
	"section" text NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "conversation_count_deltas_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"delta" integer NOT NULL,
	CONSTRAINT "conversation_count_deltas_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "conversation_count_deltas" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "conversation_counts" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"assignee_id" uuid,
	"team_id" uuid,
	"section" text NOT NULL,
	"total" integer NOT NULL,
	CONSTRAINT "conversation_counts_key" UNIQUE NULLS NOT DISTINCT("org_id","assignee_id","team_id","section")
);
--> statement-breakpoint
ALTER TABLE "conversation_counts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "conversations" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"channel_account_id" uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	"identity_id" uuid NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"close_reason" text,
	"owner" text DEFAULT 'queue' NOT NULL,
	"epoch" integer DEFAULT 1 NOT NULL,
	"assignee_id" uuid,
	"team_id" uuid,
	"priority" smallint DEFAULT 0 NOT NULL,
	"awaiting_since" timestamp with time zone,
	"window_expires_at" timestamp with time zone,
	"window_warned_at" timestamp with time zone,
	"missed" boolean DEFAULT false NOT NULL,
	"last_seq" integer DEFAULT 0 NOT NULL,
	"last_message_at" timestamp with time zone NOT NULL,
	"preview" jsonb,
	"seen_seq" integer DEFAULT 0 NOT NULL,
	"unread" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "conversations_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "conversations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "deliveries" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"channel_account_id" uuid NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"pending" boolean DEFAULT true NOT NULL,
	"rank" smallint DEFAULT 0 NOT NULL,
	"epoch" integer NOT NULL,
	"provider_id" text,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"retry_at" timestamp with time zone,
	"queued_at" timestamp with time zone NOT NULL,
	"claimed_at" timestamp with time zone,
	"accepted_at" timestamp with time zone,
	"sent_at" timestamp with time zone,
	"delivered_at" timestamp with time zone,
	"read_at" timestamp with time zone,
	"failed_at" timestamp with time zone,
	"unsettled" boolean DEFAULT false NOT NULL,
	"priced" boolean DEFAULT false NOT NULL,
	"failure" jsonb,
	CONSTRAINT "deliveries_org_id_message_id_pk" PRIMARY KEY("org_id","message_id")
);
--> statement-breakpoint
ALTER TABLE "deliveries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "early_statuses" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"channel_account_id" uuid NOT NULL,
	"provider_id" text NOT NULL,
	"state" text NOT NULL,
	"status" jsonb NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "early_statuses_org_id_channel_account_id_provider_id_state_pk" PRIMARY KEY("org_id","channel_account_id","provider_id","state")
);
--> statement-breakpoint
ALTER TABLE "early_statuses" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "messages" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"channel_account_id" uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	"identity_id" uuid NOT NULL,
	"direction" text NOT NULL,
	"origin" text NOT NULL,
	"kind" text NOT NULL,
	"content" jsonb NOT NULL,
	"provider_id" text,
	"reply_to_provider_id" text,
	"client_message_id" uuid,
	"author_id" uuid,
	"campaign_id" uuid,
	"occurred_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"late" boolean DEFAULT false NOT NULL,
	"edited_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "messages_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "messages_seq" UNIQUE("org_id","conversation_id","seq")
);
--> statement-breakpoint
ALTER TABLE "messages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "reactions" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"channel_account_id" uuid NOT NULL,
	"target_provider_id" text NOT NULL,
	"by" text NOT NULL,
	"emoji" text NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	CONSTRAINT "reactions_org_id_channel_account_id_target_provider_id_by_pk" PRIMARY KEY("org_id","channel_account_id","target_provider_id","by")
);
--> statement-breakpoint
ALTER TABLE "reactions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "standard_messages" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"period" text NOT NULL,
	"message_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "standard_messages_org_id_conversation_id_kind_period_pk" PRIMARY KEY("org_id","conversation_id","kind","period")
);
--> statement-breakpoint
ALTER TABLE "standard_messages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "windows" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"channel_account_id" uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	"identity_id" uuid NOT NULL,
	"last_inbound_at" timestamp with time zone,
	"service_expires_at" timestamp with time zone,
	"entry_expires_at" timestamp with time zone,
	CONSTRAINT "windows_org_id_channel_account_id_contact_id_pk" PRIMARY KEY("org_id","channel_account_id","contact_id")
);
--> statement-breakpoint
ALTER TABLE "windows" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "charges" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"usage_event_id" uuid NOT NULL,
	"step" smallint NOT NULL,
	"kind" text NOT NULL,
	"micros" bigint NOT NULL,
	"currency" text NOT NULL,
	"pricing_type" text NOT NULL,
	"category" text NOT NULL,
	"market" text,
	"rate_card_id" text,
	"reason" text NOT NULL,
	"evidence" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "charges_org_id_usage_event_id_step_pk" PRIMARY KEY("org_id","usage_event_id","step")
);
--> statement-breakpoint
ALTER TABLE "charges" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "rate_cards" (
	"id" text PRIMARY KEY NOT NULL,
	"channel" text NOT NULL,
	"currency" text NOT NULL,
	"valid_from" date NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "rate_cards_from" UNIQUE("channel","currency","valid_from")
);
--> statement-breakpoint
CREATE TABLE "rates" (
	"rate_card_id" text NOT NULL,
	"market" text NOT NULL,
	"category" text NOT NULL,
	"micros" bigint NOT NULL,
	CONSTRAINT "rates_rate_card_id_market_category_pk" PRIMARY KEY("rate_card_id","market","category")
);
--> statement-breakpoint
CREATE TABLE "usage_events" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"message_id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	"channel_account_id" uuid NOT NULL,
	"team_id" uuid,
	"member_id" uuid,
	"campaign_id" uuid,
	"origin" text NOT NULL,
	"country" text,
	"market" text,
	"category" text,
	"occurred_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "usage_events_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "usage_events_message" UNIQUE("org_id","message_id")
);
--> statement-breakpoint
ALTER TABLE "usage_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "email_tokens" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"email" text NOT NULL,
	"payload" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"token_hash" text NOT NULL,
	"invited_by" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"accepted_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "invitations_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "invitations_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
ALTER TABLE "invitations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "members" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"presence" text DEFAULT 'offline' NOT NULL,
	"presence_at" timestamp with time zone,
	"max_conversations" integer DEFAULT 5 NOT NULL,
	"last_assigned_at" timestamp with time zone,
	"removed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "members_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "members" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "organizations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"locale" text DEFAULT 'es' NOT NULL,
	"time_zone" text DEFAULT 'America/Argentina/Buenos_Aires' NOT NULL,
	"currency" text DEFAULT 'USD' NOT NULL,
	"business_hours" jsonb,
	"clock_offset_ms" bigint DEFAULT 0 NOT NULL,
	"sandbox" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organizations_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
ALTER TABLE "organizations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sign_in_identities" (
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sign_in_identities_issuer_subject_pk" PRIMARY KEY("issuer","subject")
);
--> statement-breakpoint
CREATE TABLE "team_members" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"team_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	CONSTRAINT "team_members_org_id_team_id_member_id_pk" PRIMARY KEY("org_id","team_id","member_id")
);
--> statement-breakpoint
ALTER TABLE "team_members" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "teams" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"business_hours" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "teams_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "teams_name" UNIQUE("org_id","name")
);
--> statement-breakpoint
ALTER TABLE "teams" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"locale" text DEFAULT 'es' NOT NULL,
	"password_hash" text,
	"session_version" integer DEFAULT 1 NOT NULL,
	"email_verified_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "assignments" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"work_item_id" uuid NOT NULL,
	"conversation_id" uuid,
	"assignee_id" uuid,
	"team_id" uuid,
	"by" text NOT NULL,
	"why" jsonb NOT NULL,
	"epoch" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "assignments_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "assignments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "work_items" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"conversation_id" uuid,
	"team_id" uuid,
	"assignee_id" uuid,
	"state" text DEFAULT 'waiting' NOT NULL,
	"priority" smallint DEFAULT 0 NOT NULL,
	"waiting_since" timestamp with time zone NOT NULL,
	"assigned_at" timestamp with time zone,
	"done_at" timestamp with time zone,
	CONSTRAINT "work_items_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "work_items" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "templates" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"name" text NOT NULL,
	"language" text NOT NULL,
	"category" text NOT NULL,
	"status" text NOT NULL,
	"reason" text,
	"quality" text,
	"parameter_format" text DEFAULT 'positional' NOT NULL,
	"components" jsonb NOT NULL,
	"synced_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "templates_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "templates_external" UNIQUE("org_id","connection_id","external_id")
);
--> statement-breakpoint
ALTER TABLE "templates" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "audit_rows" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"action" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	CONSTRAINT "audit_rows_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "audit_rows" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "audit_seals" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"position" bigint NOT NULL,
	"audit_id" uuid NOT NULL,
	"audit_xid" "xid8" NOT NULL,
	"hash" text NOT NULL,
	"sealed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "audit_seals_org_id_position_pk" PRIMARY KEY("org_id","position")
);
--> statement-breakpoint
ALTER TABLE "audit_seals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "changes" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"ref_id" uuid,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "changes_org_id_xid_id_pk" PRIMARY KEY("org_id","xid","id")
);
--> statement-breakpoint
ALTER TABLE "changes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "parked_parts" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"connection_id" uuid,
	"field" text NOT NULL,
	"reason" text NOT NULL,
	"payload" text NOT NULL,
	"part_hash" text NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"replayed_at" timestamp with time zone,
	CONSTRAINT "parked_parts_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "parked_parts_once" UNIQUE("org_id","part_hash")
);
--> statement-breakpoint
ALTER TABLE "parked_parts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "channel_accounts" ADD CONSTRAINT "channel_accounts_org_id_connection_id_connections_org_id_id_fk" FOREIGN KEY ("org_id","connection_id") REFERENCES "public"."connections"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "channel_accounts" ADD CONSTRAINT "channel_accounts_org_id_team_id_teams_org_id_id_fk" FOREIGN KEY ("org_id","team_id") REFERENCES "public"."teams"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_org_id_identity_id_identities_org_id_id_fk" FOREIGN KEY ("org_id","identity_id") REFERENCES "public"."identities"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identities" ADD CONSTRAINT "identities_org_id_contact_id_contacts_org_id_id_fk" FOREIGN KEY ("org_id","contact_id") REFERENCES "public"."contacts"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_org_id_contact_id_contacts_org_id_id_fk" FOREIGN KEY ("org_id","contact_id") REFERENCES "public"."contacts"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_org_id_channel_account_id_channel_accounts_org_id_id_fk" FOREIGN KEY ("org_id","channel_account_id") REFERENCES "public"."channel_accounts"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_org_id_message_id_messages_org_id_id_fk" FOREIGN KEY ("org_id","message_id") REFERENCES "public"."messages"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_org_id_conversation_id_conversations_org_id_id_fk" FOREIGN KEY ("org_id","conversation_id") REFERENCES "public"."conversations"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_org_id_identity_id_identities_org_id_id_fk" FOREIGN KEY ("org_id","identity_id") REFERENCES "public"."identities"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "windows" ADD CONSTRAINT "windows_org_id_contact_id_contacts_org_id_id_fk" FOREIGN KEY ("org_id","contact_id") REFERENCES "public"."contacts"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charges" ADD CONSTRAINT "charges_org_id_usage_event_id_usage_events_org_id_id_fk" FOREIGN KEY ("org_id","usage_event_id") REFERENCES "public"."usage_events"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rates" ADD CONSTRAINT "rates_rate_card_id_rate_cards_id_fk" FOREIGN KEY ("rate_card_id") REFERENCES "public"."rate_cards"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_in_identities" ADD CONSTRAINT "sign_in_identities_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_org_id_team_id_teams_org_id_id_fk" FOREIGN KEY ("org_id","team_id") REFERENCES "public"."teams"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_org_id_member_id_members_org_id_id_fk" FOREIGN KEY ("org_id","member_id") REFERENCES "public"."members"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_items" ADD CONSTRAINT "work_items_org_id_conversation_id_conversations_org_id_id_fk" FOREIGN KEY ("org_id","conversation_id") REFERENCES "public"."conversations"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_items" ADD CONSTRAINT "work_items_org_id_team_id_teams_org_id_id_fk" FOREIGN KEY ("org_id","team_id") REFERENCES "public"."teams"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "templates" ADD CONSTRAINT "templates_org_id_connection_id_connections_org_id_id_fk" FOREIGN KEY ("org_id","connection_id") REFERENCES "public"."connections"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "connections_external" ON "connections" USING btree ("external_id");--> statement-breakpoint
CREATE INDEX "consents_identity" ON "consents" USING btree ("org_id","identity_id","channel","purpose","occurred_at" desc);--> statement-breakpoint
CREATE INDEX "identities_contact" ON "identities" USING btree ("org_id","contact_id");--> statement-breakpoint
CREATE INDEX "attachments_message" ON "attachments" USING btree ("org_id","message_id");--> statement-breakpoint
CREATE INDEX "attachments_pending" ON "attachments" USING btree ("next_try_at") WHERE "attachments"."state" = 'pending';--> statement-breakpoint
CREATE UNIQUE INDEX "conversations_one_open" ON "conversations" USING btree ("org_id","channel_account_id","contact_id") WHERE "conversations"."state" = 'open';--> statement-breakpoint
CREATE INDEX "conversations_awaiting" ON "conversations" USING btree ("org_id","priority" DESC NULLS LAST,"window_expires_at","awaiting_since","id") WHERE "conversations"."state" = 'open' and "conversations"."awaiting_since" is not null and not "conversations"."missed";--> statement-breakpoint
CREATE INDEX "conversations_awaiting_assignee" ON "conversations" USING btree ("org_id","assignee_id","priority" DESC NULLS LAST,"window_expires_at","awaiting_since","id") WHERE "conversations"."state" = 'open' and "conversations"."awaiting_since" is not null and not "conversations"."missed";--> statement-breakpoint
CREATE INDEX "conversations_awaiting_team" ON "conversations" USING btree ("org_id","team_id","priority" DESC NULLS LAST,"window_expires_at","awaiting_since","id") WHERE "conversations"."state" = 'open' and "conversations"."awaiting_since" is not null and not "conversations"."missed";--> statement-breakpoint
CREATE INDEX "conversations_missed" ON "conversations" USING btree ("org_id","window_expires_at" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE "conversations"."state" = 'open' and "conversations"."awaiting_since" is not null and "conversations"."missed";--> statement-breakpoint
CREATE INDEX "conversations_answered" ON "conversations" USING btree ("org_id","last_message_at" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE "conversations"."state" = 'open' and "conversations"."awaiting_since" is null;--> statement-breakpoint
CREATE INDEX "conversations_answered_assignee" ON "conversations" USING btree ("org_id","assignee_id","last_message_at" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE "conversations"."state" = 'open' and "conversations"."awaiting_since" is null;--> statement-breakpoint
CREATE INDEX "conversations_answered_team" ON "conversations" USING btree ("org_id","team_id","last_message_at" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE "conversations"."state" = 'open' and "conversations"."awaiting_since" is null;--> statement-breakpoint
CREATE INDEX "conversations_closed" ON "conversations" USING btree ("org_id","closed_at" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE "conversations"."state" = 'closed';--> statement-breakpoint
CREATE INDEX "conversations_contact" ON "conversations" USING btree ("org_id","contact_id","opened_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "conversations_window_due" ON "conversations" USING btree ("window_expires_at") WHERE "conversations"."state" = 'open' and "conversations"."awaiting_since" is not null and not "conversations"."missed";--> statement-breakpoint
CREATE UNIQUE INDEX "deliveries_provider" ON "deliveries" USING btree ("org_id","channel_account_id","provider_id") WHERE "deliveries"."provider_id" is not null;--> statement-breakpoint
CREATE INDEX "deliveries_waiting" ON "deliveries" USING btree ("org_id","conversation_id","seq") WHERE "deliveries"."pending";--> statement-breakpoint
CREATE INDEX "deliveries_unsettled" ON "deliveries" USING btree ("queued_at") WHERE "deliveries"."pending" or "deliveries"."unsettled";--> statement-breakpoint
CREATE INDEX "early_statuses_age" ON "early_statuses" USING btree ("received_at");--> statement-breakpoint
CREATE UNIQUE INDEX "messages_provider" ON "messages" USING btree ("org_id","channel_account_id","provider_id") WHERE "messages"."provider_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "messages_client" ON "messages" USING btree ("org_id","client_message_id") WHERE "messages"."client_message_id" is not null;--> statement-breakpoint
CREATE INDEX "charges_created" ON "charges" USING btree ("org_id","created_at");--> statement-breakpoint
CREATE INDEX "usage_events_time" ON "usage_events" USING btree ("org_id","occurred_at");--> statement-breakpoint
CREATE INDEX "usage_events_conversation" ON "usage_events" USING btree ("org_id","conversation_id");--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_open" ON "invitations" USING btree ("org_id","email") WHERE "invitations"."accepted_at" is null and "invitations"."revoked_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "members_user" ON "members" USING btree ("org_id","user_id");--> statement-breakpoint
CREATE INDEX "members_by_user" ON "members" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sign_in_identities_user" ON "sign_in_identities" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "team_members_member" ON "team_members" USING btree ("org_id","member_id");--> statement-breakpoint
CREATE INDEX "assignments_conversation" ON "assignments" USING btree ("org_id","conversation_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "work_items_open_conversation" ON "work_items" USING btree ("org_id","conversation_id") WHERE "work_items"."state" <> 'done';--> statement-breakpoint
CREATE INDEX "work_items_waiting" ON "work_items" USING btree ("org_id","team_id","priority" DESC NULLS LAST,"waiting_since") WHERE "work_items"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "work_items_load" ON "work_items" USING btree ("org_id","assignee_id") WHERE "work_items"."state" = 'assigned';--> statement-breakpoint
CREATE INDEX "audit_rows_order" ON "audit_rows" USING btree ("org_id","xid","id");--> statement-breakpoint
CREATE INDEX "changes_age" ON "changes" USING btree ("at");--> statement-breakpoint
CREATE INDEX "parked_parts_recent" ON "parked_parts" USING btree ("org_id","received_at" DESC NULLS LAST);--> statement-breakpoint
CREATE POLICY "channel_accounts_org" ON "channel_accounts" AS PERMISSIVE FOR ALL TO "app" USING ("channel_accounts"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("channel_accounts"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "connections_org" ON "connections" AS PERMISSIVE FOR ALL TO "app" USING ("connections"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("connections"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "consents_org" ON "consents" AS PERMISSIVE FOR ALL TO "app" USING ("consents"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("consents"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "contact_merges_org" ON "contact_merges" AS PERMISSIVE FOR ALL TO "app" USING ("contact_merges"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("contact_merges"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "contacts_org" ON "contacts" AS PERMISSIVE FOR ALL TO "app" USING ("contacts"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("contacts"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "identities_org" ON "identities" AS PERMISSIVE FOR ALL TO "app" USING ("identities"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("identities"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "attachments_org" ON "attachments" AS PERMISSIVE FOR ALL TO "app" USING ("attachments"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("attachments"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "conversation_count_deltas_org" ON "conversation_count_deltas" AS PERMISSIVE FOR ALL TO "app" USING ("conversation_count_deltas"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("conversation_count_deltas"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "conversation_counts_org" ON "conversation_counts" AS PERMISSIVE FOR ALL TO "app" USING ("conversation_counts"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("conversation_counts"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "conversations_org" ON "conversations" AS PERMISSIVE FOR ALL TO "app" USING ("conversations"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("conversations"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "deliveries_org" ON "deliveries" AS PERMISSIVE FOR ALL TO "app" USING ("deliveries"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("deliveries"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "early_statuses_org" ON "early_statuses" AS PERMISSIVE FOR ALL TO "app" USING ("early_statuses"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("early_statuses"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "messages_org" ON "messages" AS PERMISSIVE FOR ALL TO "app" USING ("messages"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("messages"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "reactions_org" ON "reactions" AS PERMISSIVE FOR ALL TO "app" USING ("reactions"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("reactions"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "standard_messages_org" ON "standard_messages" AS PERMISSIVE FOR ALL TO "app" USING ("standard_messages"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("standard_messages"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "windows_org" ON "windows" AS PERMISSIVE FOR ALL TO "app" USING ("windows"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("windows"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "charges_org" ON "charges" AS PERMISSIVE FOR ALL TO "app" USING ("charges"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("charges"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "usage_events_org" ON "usage_events" AS PERMISSIVE FOR ALL TO "app" USING ("usage_events"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("usage_events"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "invitations_org" ON "invitations" AS PERMISSIVE FOR ALL TO "app" USING ("invitations"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("invitations"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "members_org" ON "members" AS PERMISSIVE FOR ALL TO "app" USING ("members"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("members"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "organizations_org" ON "organizations" AS PERMISSIVE FOR ALL TO "app" USING ("organizations"."id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("organizations"."id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "team_members_org" ON "team_members" AS PERMISSIVE FOR ALL TO "app" USING ("team_members"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("team_members"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "teams_org" ON "teams" AS PERMISSIVE FOR ALL TO "app" USING ("teams"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("teams"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "assignments_org" ON "assignments" AS PERMISSIVE FOR ALL TO "app" USING ("assignments"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("assignments"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "work_items_org" ON "work_items" AS PERMISSIVE FOR ALL TO "app" USING ("work_items"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("work_items"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "templates_org" ON "templates" AS PERMISSIVE FOR ALL TO "app" USING ("templates"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("templates"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "audit_rows_org" ON "audit_rows" AS PERMISSIVE FOR ALL TO "app" USING ("audit_rows"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("audit_rows"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "audit_seals_org" ON "audit_seals" AS PERMISSIVE FOR ALL TO "app" USING ("audit_seals"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("audit_seals"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "changes_org" ON "changes" AS PERMISSIVE FOR ALL TO "app" USING ("changes"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("changes"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "parked_parts_org" ON "parked_parts" AS PERMISSIVE FOR ALL TO "app" USING ("parked_parts"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("parked_parts"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));