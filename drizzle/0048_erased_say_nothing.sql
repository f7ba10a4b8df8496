-- As in 0036. Whoever is being erased has said yes to nothing any more: their addresses and consents are still there for a while, and a
-- message that waits to be tried again must not meet them.
create or replace function consent_state(p_contact uuid, p_channel text, p_purpose text) returns text
language sql stable set search_path = public, pg_temp as $$
  select s.state from identities i join consents s on s.org_id = i.org_id and s.identity_id = i.id
  where i.org_id = (select nullif(current_setting('app.org_id', true), '')::uuid) and i.contact_id = p_contact
    and i.value not like 'erased:%' and s.purpose = p_purpose and s.channel in ('any', p_channel)
  order by s.occurred_at desc, s.state desc limit 1
$$;
