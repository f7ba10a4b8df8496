CREATE TABLE "member_skills" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"skill_id" uuid NOT NULL,
	CONSTRAINT "member_skills_org_id_member_id_skill_id_pk" PRIMARY KEY("org_id","member_id","skill_id")
);
--> statement-breakpoint
ALTER TABLE "member_skills" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "skills" (
	"org_id" uuid DEFAULT nullif(current_setting('app.org_id', true), '')::uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"archived_at" timestamp with time zone,
	CONSTRAINT "skills_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "skills" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "languages" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "member_skills" ADD CONSTRAINT "member_skills_org_id_member_id_members_org_id_id_fk" FOREIGN KEY ("org_id","member_id") REFERENCES "public"."members"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_skills" ADD CONSTRAINT "member_skills_org_id_skill_id_skills_org_id_id_fk" FOREIGN KEY ("org_id","skill_id") REFERENCES "public"."skills"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "skills_name" ON "skills" USING btree ("org_id",lower("name"));--> statement-breakpoint
CREATE POLICY "member_skills_org" ON "member_skills" AS PERMISSIVE FOR ALL TO "app" USING ("member_skills"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("member_skills"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "skills_org" ON "skills" AS PERMISSIVE FOR ALL TO "app" USING ("skills"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid)) WITH CHECK ("skills"."org_id" = (select nullif(current_setting('app.org_id', true), '')::uuid));
--> statement-breakpoint
ALTER TABLE "skills" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "member_skills" FORCE ROW LEVEL SECURITY;
