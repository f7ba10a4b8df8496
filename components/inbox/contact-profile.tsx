"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useChanges } from "@/components/realtime/realtime";
import { useTRPC } from "@/components/trpc";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { useRefusal } from "@/components/use-refusal";
import type { AttributeValue } from "@/server/contacts/rules/attribute";
import { allows } from "@/server/permissions";
import type { Profile } from "./api";
import { Name } from "./foreign-text";

/** To whom the customer belongs, and what the organization keeps of each: routing decides by them. */
export function ContactProfile({ contactId }: { contactId: string }) {
  const t = useTranslations("inbox.contact");
  const trpc = useTRPC();
  const client = useQueryClient();
  const refusal = useRefusal();
  const { data: me } = useQuery(trpc.organizations.me.queryOptions());
  const { data: profile } = useQuery(trpc.contacts.profile.queryOptions({ contactId }));
  const fresh = () => client.invalidateQueries({ queryKey: trpc.contacts.profile.queryKey({ contactId }) });
  useChanges((changes) => {
    const here = (kind: string, id: string | null) =>
      kind === "routing" || (kind === "contact" && id === contactId);
    if (changes === "all" || changes.some(({ kind, id }) => here(kind, id))) void fresh();
  });
  const write = { onSettled: fresh, onError: (refused: unknown) => toast(refusal(refused)) };
  const set = useMutation(trpc.contacts.setAttribute.mutationOptions(write));
  const executive = useMutation(trpc.contacts.setExecutive.mutationOptions(write));
  if (!profile || !me) return null;
  const may = allows(me.role, "contacts:update");
  return (
    <>
      <Executive
        executive={profile.executive}
        may={may}
        onChange={(memberId) => executive.mutate({ contactId, memberId })}
      />
      {profile.attributes.length > 0 ? (
        <section className="grid gap-1.5">
          <h3 className="text-sm font-medium text-ink-2">{t("attributes")}</h3>
          {profile.attributes.map((one) => (
            <AttributeRow
              // Another value from outside begins anew.
              key={`${one.key} ${one.value}`}
              attribute={one}
              may={may}
              onChange={(value) => set.mutate({ contactId, key: one.key, value })}
            />
          ))}
        </section>
      ) : null}
    </>
  );
}

type ExecutiveProps = {
  executive: Profile["executive"];
  may: boolean;
  onChange: (memberId: string | null) => void;
};

function Executive({ executive, may, onChange }: ExecutiveProps) {
  const t = useTranslations("inbox.contact");
  const trpc = useTRPC();
  const { data: members = [] } = useQuery({ ...trpc.organizations.members.queryOptions(), enabled: may });
  const able = members.filter((member) => allows(member.role, "conversations:reply"));
  return (
    <section className="grid gap-1.5">
      <h3 className="text-sm font-medium text-ink-2">{t("executive")}</h3>
      {may ? (
        <Select
          aria-label={t("executive")}
          value={executive && !executive.gone ? executive.id : "nobody"}
          onChange={(id) => onChange(id === "nobody" ? null : id)}
          options={[
            { value: "nobody", label: t("noExecutive") },
            ...able.map(({ id, name }) => ({ value: id, label: <Name>{name}</Name> })),
          ]}
        />
      ) : (
        <p className={executive ? undefined : "text-ink-3"}>
          {executive ? <Name>{executive.name}</Name> : t("noExecutive")}
        </p>
      )}
      {executive?.gone ? (
        <p className="text-sm text-amber-ink">{t("executiveGone", { name: executive.name })}</p>
      ) : null}
    </section>
  );
}

type AttributeRowProps = {
  attribute: Profile["attributes"][number];
  may: boolean;
  onChange: (value: AttributeValue | null) => void;
};

function AttributeRow({ attribute, may, onChange }: AttributeRowProps) {
  const t = useTranslations("inbox.contact");
  const id = useId();
  const { type, label, value } = attribute;
  const options = type === "boolean" ? ["yes", "no"] : type === "choice" ? attribute.choices : null;
  return (
    <div className="grid grid-cols-2 items-center gap-2">
      <label htmlFor={id} className="min-w-0 truncate text-ink-2">
        <Name>{label}</Name>
      </label>
      {!may ? (
        <Shown attribute={attribute} />
      ) : options ? (
        <Select
          id={id}
          value={type === "boolean" ? (value === null ? "-" : value ? "yes" : "no") : `${value ?? "-"}`}
          onChange={(next) => onChange(next === "-" ? null : type === "boolean" ? next === "yes" : next)}
          options={[
            { value: "-", label: t("noValue") },
            ...options.map((one) => ({
              value: one,
              label: type === "boolean" ? t(one === "yes" ? "yes" : "no") : one,
            })),
          ]}
        />
      ) : (
        <Typed id={id} attribute={attribute} onChange={onChange} />
      )}
    </div>
  );
}

/** Kept when it is left or Enter is pressed; Escape leaves it as it was. */
function Typed({
  id,
  attribute: { type, value },
  onChange,
}: Omit<AttributeRowProps, "may"> & { id: string }) {
  const t = useTranslations("inbox.contact");
  const [text, setText] = useState(value === null ? "" : `${value}`);
  const keep = () => {
    const next = text.trim();
    if (next !== (value === null ? "" : `${value}`)) onChange(next === "" ? null : next);
  };
  return (
    <Input
      id={id}
      type={type === "date" ? "date" : type === "number" ? "number" : "text"}
      step="any"
      value={text}
      placeholder={t("noValue")}
      maxLength={500}
      onChange={({ target }) => setText(target.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === "Enter") keep();
        if (event.key !== "Escape") return;
        event.stopPropagation();
        setText(value === null ? "" : `${value}`);
      }}
    />
  );
}

function Shown({ attribute: { type, value } }: Pick<AttributeRowProps, "attribute">) {
  const t = useTranslations("inbox.contact");
  const format = useFormatter();
  if (value === null) return <span className="text-ink-3">{t("noValue")}</span>;
  if (typeof value === "boolean") return t(value ? "yes" : "no");
  if (type === "date")
    return format.dateTime(new Date(`${value}T00:00:00Z`), { dateStyle: "medium", timeZone: "UTC" });
  return typeof value === "number" ? format.number(value) : <Name>{value}</Name>;
}
