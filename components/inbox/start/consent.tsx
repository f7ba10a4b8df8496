"use client";
import { useFormatter, useTranslations } from "next-intl";
import { useId } from "react";
import { Banner } from "@/components/ui/banner";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { ConsentPurpose } from "@/server/contacts/consent/schema";
import type { StartInput, StartOptions } from "./begin";

type Given = StartInput["consent"];
const ways = ["call", "in-person", "writing", "form"] as const;

/** What the contact agreed to or refused, since when and from where. */
export function KnownConsents({ consents }: { consents: StartOptions["consents"] }) {
  const t = useTranslations("start");
  const contact = useTranslations("inbox.contact");
  const format = useFormatter();
  if (consents.length === 0) return <p className="text-ink-3">{t("consentNone")}</p>;
  return (
    <ul className="grid gap-1">
      {consents.map((one) => {
        const purpose =
          one.purpose === "service" || one.purpose === "marketing"
            ? t(`purpose.${one.purpose}`)
            : one.purpose;
        const source = `source.${one.source}` as "source.agent";
        const from = [
          t.has(source) ? t(source) : one.source,
          one.how && t.has(`how.${one.how}` as "how.call") ? t(`how.${one.how}` as "how.call") : null,
        ];
        return (
          <li key={one.purpose} className="flex flex-wrap items-baseline justify-between gap-x-3">
            <span className={one.state === "out" ? "text-red-ink" : undefined}>
              {contact(one.state === "in" ? "consentIn" : "consentOut", { purpose })}
            </span>
            <span className="text-sm text-ink-3">
              {from.filter(Boolean).join(" · ")} ·{" "}
              <time className="figures">{format.dateTime(one.occurredAt, { dateStyle: "medium" })}</time>
            </span>
          </li>
        );
      })}
    </ul>
  );
}

type AskConsentProps = {
  purpose: ConsentPurpose;
  name: string;
  given: Given;
  onGiven: (given: Given) => void;
};

/** Nothing is known: the yes that the contact gave elsewhere is put down, with how, before anything may leave. */
export function AskConsent({ purpose, name, given, onGiven }: AskConsentProps) {
  const t = useTranslations("start");
  const common = useTranslations("common.field");
  const id = useId();
  return (
    <Banner tone="amber">
      <div className="grid gap-3">
        <p>{t("consentAsk", { name, purpose: t(`purpose.${purpose}`) })}</p>
        <div className="flex items-center gap-2">
          <Checkbox
            id={id}
            checked={Boolean(given)}
            onCheckedChange={(checked) => onGiven(checked === true ? { how: "call" } : null)}
          />
          <label htmlFor={id} className="font-medium">
            {t("consentYes", { name })}
          </label>
        </div>
        {given ? (
          <div className="grid gap-3 sm:grid-cols-2">
            <Field label={t("consentHow")}>
              {(control) => (
                <Select
                  {...control}
                  value={given.how}
                  onChange={(how) => onGiven({ ...given, how })}
                  options={ways.map((value) => ({ value, label: t(`how.${value}`) }))}
                />
              )}
            </Field>
            <Field label={t("consentNote")} aside={common("optional")}>
              {(control) => (
                <Input
                  {...control}
                  maxLength={200}
                  value={given.note ?? ""}
                  onChange={(event) => onGiven({ ...given, note: event.target.value })}
                />
              )}
            </Field>
          </div>
        ) : null}
      </div>
    </Banner>
  );
}
