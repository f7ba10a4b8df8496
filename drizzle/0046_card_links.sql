-- One part of a template as people see it; `p_from` is the place of its first button (see buttonPlace() in server/templates).
create function shown_part(p_part jsonb, p_links jsonb, p_own text, p_from int) returns jsonb language sql immutable parallel safe as $$
  select case when jsonb_typeof(p_part -> 'buttons') = 'array' then jsonb_set(p_part, '{buttons}', (
    select coalesce(jsonb_agg(case when l.link is null and b.button ->> 'url' = p_own then b.button || '{"lost": true}'
        when l.link is null then b.button
        else (b.button - 'example') || jsonb_build_object('url', l.link -> 'url', 'measured', true)
          || case when l.link ->> 'url' like '%{{1}}' then jsonb_build_object('example', jsonb_build_array(l.link -> 'example'))
            else '{}' end end order by b.place), '[]')
    from jsonb_array_elements(p_part -> 'buttons') with ordinality b(button, place)
      left join jsonb_array_elements(p_links) l(link)
        on (l.link ->> 'button')::int = p_from + b.place - 1 and l.link -> 'address' = b.button -> 'url'))
    else p_part end
$$;--> statement-breakpoint
-- A card of a carousel in the same way: ten places of buttons for each, after the message's own.
create function shown_card(p_card jsonb, p_links jsonb, p_own text, p_place int) returns jsonb language sql immutable parallel safe as $$
  select case when jsonb_typeof(p_card -> 'components') = 'array' then jsonb_set(p_card, '{components}', (
    select coalesce(jsonb_agg(shown_part(p.part, p_links, p_own, p_place * 10) order by p.place), '[]')
    from jsonb_array_elements(p_card -> 'components') with ordinality p(part, place)))
    else p_card end
$$;--> statement-breakpoint
-- As in 0042, and the same for the buttons of a carousel's cards.
create or replace function shown_components(p_components jsonb, p_links jsonb, p_own text) returns jsonb language sql immutable parallel safe as $$
  select case when p_links = '[]' and strpos(p_components::text, p_own) = 0 then p_components else (
    select jsonb_agg(case when jsonb_typeof(c.part -> 'cards') = 'array' then jsonb_set(c.part, '{cards}', (
        select coalesce(jsonb_agg(shown_card(k.card, p_links, p_own, k.place::int) order by k.place), '[]')
        from jsonb_array_elements(c.part -> 'cards') with ordinality k(card, place)))
      else shown_part(c.part, p_links, p_own, 0) end order by c.place)
    from jsonb_array_elements(p_components) with ordinality c(part, place)) end
$$;
