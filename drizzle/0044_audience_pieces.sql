-- What is being written down goes on where it stands: who is left, by pieces, and the digest of all who were meant.
ALTER TABLE "campaigns" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "campaign_recipients" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "campaign_audience" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "campaigns" c SET "audience_hash" = (
  SELECT encode(sha256(convert_to(coalesce(string_agg(x.contact_id || E'\n', '' ORDER BY x.contact_id), ''), 'UTF8')), 'hex') FROM (
    SELECT r.contact_id FROM "campaign_recipients" r WHERE r.org_id = c.org_id AND r.campaign_id = c.id
    UNION SELECT a.contact_id FROM "campaign_audience" a WHERE a.org_id = c.org_id AND a.campaign_id = c.id) x)
WHERE c.state = 'preparing' AND c.audience_size IS NOT NULL;--> statement-breakpoint
CREATE TEMPORARY TABLE "left_over" ON COMMIT DROP AS
SELECT org_id, campaign_id, n / 20000 AS piece, array_agg(contact_id) AS contact_ids
FROM (SELECT a.*, (row_number() OVER (PARTITION BY org_id, campaign_id ORDER BY contact_id))::int - 1 AS n FROM "campaign_audience" a) x
GROUP BY 1, 2, 3;--> statement-breakpoint
DELETE FROM "campaign_audience";--> statement-breakpoint
ALTER TABLE "campaign_audience" DROP CONSTRAINT "campaign_audience_org_id_campaign_id_contact_id_pk";--> statement-breakpoint
ALTER TABLE "campaign_audience" DROP COLUMN "contact_id";--> statement-breakpoint
ALTER TABLE "campaign_audience" ADD COLUMN "piece" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "campaign_audience" ADD COLUMN "contact_ids" uuid[] NOT NULL;--> statement-breakpoint
ALTER TABLE "campaign_audience" ADD CONSTRAINT "campaign_audience_org_id_campaign_id_piece_pk" PRIMARY KEY("org_id","campaign_id","piece");--> statement-breakpoint
INSERT INTO "campaign_audience" (org_id, campaign_id, piece, contact_ids) SELECT org_id, campaign_id, piece, contact_ids FROM "left_over";--> statement-breakpoint
ALTER TABLE "campaigns" DROP COLUMN "frozen_to";--> statement-breakpoint
ALTER TABLE "campaign_recipients" DROP CONSTRAINT "campaign_recipients_org_id_contact_id_contacts_org_id_id_fk";--> statement-breakpoint
ALTER TABLE "campaigns" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "campaign_recipients" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "campaign_audience" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- In place of the foreign key: who writes recipients and who deletes contacts wait for each other, and whoever is second looks at what the
-- first has committed. Each contact by its index: of rows that were just written the planner knows nothing.
create function guard_recipients() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from new_rows) then return null; end if;
  perform pg_advisory_xact_lock_shared(hashtextextended('recipients:' || (select n.org_id from new_rows n limit 1), 0));
  if exists (select 1 from new_rows n where not exists (
    select 1 from contacts k where k.org_id = n.org_id and k.id = n.contact_id offset 0)) then
    raise foreign_key_violation using message = 'A recipient is no contact of the organization.';
  end if;
  return null;
end $$;
--> statement-breakpoint
create function guard_moved_recipient() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(hashtextextended('recipients:' || new.org_id, 0));
  if not exists (select 1 from contacts k where k.org_id = new.org_id and k.id = new.contact_id) then
    raise foreign_key_violation using message = 'A recipient is no contact of the organization.';
  end if;
  return null;
end $$;
--> statement-breakpoint
create function guard_recipients_contact() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('recipients:' || old.org_id, 0));
  if exists (select 1 from campaign_recipients r where r.org_id = old.org_id and r.contact_id = old.id) then
    raise foreign_key_violation using message = 'A contact is still the recipient of a campaign.';
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger recipients_guard after insert on campaign_recipients
  referencing new table as new_rows for each statement execute function guard_recipients();
--> statement-breakpoint
create trigger recipients_guard_moved after update on campaign_recipients
  for each row when ((old.org_id, old.contact_id) is distinct from (new.org_id, new.contact_id)) execute function guard_moved_recipient();
--> statement-breakpoint
create trigger contacts_guard_recipients after delete on contacts for each row execute function guard_recipients_contact();
