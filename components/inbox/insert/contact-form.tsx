"use client";
import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { ContactSearch } from "./contact-search";
import type { DraftOf, FormProps } from "./drafts";

type Card = DraftOf<"contacts">["contacts"][number];

/** The card of somebody whom the customer may call or write to. */
export function ContactForm({ draft, onChange }: FormProps<"contacts">) {
  const t = useTranslations("insert");
  const common = useTranslations("common.field");
  const card = draft.contacts[0];
  if (!card) return null;
  const set = (change: Partial<Card>) => onChange({ ...draft, contacts: [{ ...card, ...change }] });
  const line = (text: string) => (text.trim() === "" ? [] : [text]);
  return (
    <>
      <ContactSearch onChoose={({ name, phone }) => set({ name, phones: phone ? [phone] : [] })} />
      <Field label={t("name")}>
        {(control) => (
          <Input
            {...control}
            maxLength={100}
            value={card.name}
            onChange={(event) => set({ name: event.target.value })}
          />
        )}
      </Field>
      <Field label={t("phone")} hint={t("phoneHint")}>
        {(control) => (
          <Input
            {...control}
            type="tel"
            maxLength={30}
            value={card.phones[0] ?? ""}
            onChange={(event) => set({ phones: line(event.target.value) })}
          />
        )}
      </Field>
      <Field label={t("email")} aside={common("optional")}>
        {(control) => (
          <Input
            {...control}
            type="email"
            maxLength={254}
            value={card.emails[0] ?? ""}
            onChange={(event) => set({ emails: line(event.target.value) })}
          />
        )}
      </Field>
      <Field label={t("organization")} aside={common("optional")}>
        {(control) => (
          <Input
            {...control}
            maxLength={100}
            value={card.organization ?? ""}
            onChange={(event) => set({ organization: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}
