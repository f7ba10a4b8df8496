"use client";
import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Name } from "@/components/inbox/foreign-text";
import { useSettled } from "@/components/inbox/use-settled";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useFocusKept } from "@/components/ui/use-focus-kept";

type ContactsChoiceProps = { chosen: string[]; onChange: (contactIds: string[]) => void };
type Person = { id: string; name: string | null; address: string | null };

/** As many as a draft may name. */
const most = 1_000;

/** People found by name, phone or code, and ticked. */
export function ContactsChoice({ chosen, onChange }: ContactsChoiceProps) {
  const t = useTranslations("campaigns.audience");
  const trpc = useTRPC();
  const [find, setFind] = useState("");
  const settled = useSettled(find.trim());
  const { data } = useQuery(
    trpc.contacts.list.queryOptions(settled ? { find: settled } : { limit: 20 }, {
      placeholderData: (before) => before,
    }),
  );
  // Who was ticked before this page is asked for once; who is ticked here is known.
  const [first] = useState(chosen);
  const { data: before } = useQuery(
    trpc.campaigns.chosen.queryOptions({ contactIds: first }, { enabled: first.length > 0 }),
  );
  const [known, setKnown] = useState<Map<string, Person>>(new Map());
  const toggle = (person: Person, on: boolean) => {
    setKnown((before) => new Map(before).set(person.id, person));
    onChange(on ? [...chosen, person.id].slice(0, most) : chosen.filter((id) => id !== person.id));
  };
  const named = chosen.flatMap((id) => known.get(id) ?? before?.find((one) => one.id === id) ?? []);
  const box = useFocusKept<HTMLDivElement>(chosen.length);
  return (
    <div ref={box} className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <Field label={t("find")} hint={t("findHint")}>
        {(control) => (
          <Input {...control} type="search" value={find} onChange={({ target }) => setFind(target.value)} />
        )}
      </Field>
      <ul
        aria-label={t("found")}
        className="max-h-72 divide-y divide-line overflow-y-auto rounded-lg border border-line bg-surface"
      >
        {data?.items.map((one) => (
          <PersonRow key={one.id} person={one} on={chosen.includes(one.id)} onToggle={toggle} />
        ))}
        {data?.items.length === 0 ? <li className="px-3 py-2 text-ink-3">{t("nobody")}</li> : null}
      </ul>
      <div className="flex flex-wrap items-center gap-2">
        <p aria-live="polite" className="figures font-semibold">
          {t("chosen", { count: chosen.length })}
        </p>
        {chosen.length > 0 ? (
          <Button size="sm" look="quiet" onClick={() => onChange([])}>
            {t("clear")}
          </Button>
        ) : null}
      </div>
      {named.length > 0 ? (
        <ul className="flex flex-wrap gap-1.5">
          {named.slice(0, 40).map((one) => (
            <Chip
              key={one.id}
              name={one.name ?? one.address ?? t("unnamed")}
              onRemove={() => toggle(one, false)}
            />
          ))}
        </ul>
      ) : null}
    </div>
  );
}

type PersonRowProps = { person: Person; on: boolean; onToggle: (person: Person, on: boolean) => void };

function PersonRow({ person, on, onToggle }: PersonRowProps) {
  const t = useTranslations("campaigns.audience");
  const id = useId();
  return (
    <li className="flex items-center gap-2.5 px-3 py-2 hover:bg-hover">
      <Checkbox id={id} checked={on} onCheckedChange={(checked) => onToggle(person, checked === true)} />
      <label htmlFor={id} className="flex min-w-0 flex-1 cursor-pointer items-baseline justify-between gap-3">
        <Name className="min-w-0">{person.name ?? t("unnamed")}</Name>
        <bdi className="figures shrink-0 text-sm text-ink-3">{person.address}</bdi>
      </label>
    </li>
  );
}

function Chip({ name, onRemove }: { name: string; onRemove: () => void }) {
  const t = useTranslations("campaigns.audience");
  return (
    <li className="flex max-w-56 items-center gap-1 rounded-md border border-line bg-surface py-0.5 pr-0.5 pl-2 text-sm">
      <Name className="min-w-0">{name}</Name>
      <button
        type="button"
        aria-label={t("remove", { name })}
        onClick={onRemove}
        className="grid size-6 shrink-0 place-items-center rounded-sm text-ink-3 hover:bg-hover hover:text-ink"
      >
        <X size={12} aria-hidden />
      </button>
    </li>
  );
}
