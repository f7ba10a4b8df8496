"use client";
import { useQuery } from "@tanstack/react-query";
import { Dices } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useId, useState } from "react";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import type { Person } from "./types";

const countries = ["AR", "BR", "CL", "CO", "ES", "MX", "US"] as const;
type Country = (typeof countries)[number];

interface Draft {
  name: string;
  phone: string;
  showsPhone: boolean;
  username: string;
  bsuid: string;
}

const empty: Draft = { name: "", phone: "", showsPhone: true, username: "", bsuid: "" };

/** Somebody made up, already filled in: what matters for a test is changed by hand. */
export function PersonForm({ onStart }: { onStart: (person: Person) => void }) {
  const t = useTranslations("sandbox.person");
  const { draft, change, country, setCountry, another } = useDraft();
  const [checked, setChecked] = useState(false);
  const wrong = wrongIn(draft);
  const said = (field: keyof typeof wrong) => (checked ? wrong[field] && t(wrong[field]) : null);
  const submit = () => {
    setChecked(true);
    if (Object.keys(wrong).length === 0) onStart(personOf(draft, country));
  };
  return (
    <form
      className="grid gap-4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className="grid grid-cols-[1fr_160px] gap-3 max-sm:grid-cols-1">
        <Field label={t("name")}>
          {(control) => (
            <Input
              {...control}
              value={draft.name}
              maxLength={60}
              onChange={(event) => change({ name: event.target.value })}
            />
          )}
        </Field>
        <CountryField country={country} onChange={setCountry} />
      </div>
      <PhoneSwitch on={draft.showsPhone} onChange={(showsPhone) => change({ showsPhone })} />
      {draft.showsPhone ? (
        <Field label={t("phone")} error={said("phone")}>
          {(control) => (
            <Input
              {...control}
              type="tel"
              className="figures"
              value={draft.phone}
              onChange={(event) => change({ phone: event.target.value })}
            />
          )}
        </Field>
      ) : null}
      <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
        <Field label={t("username")} hint={t("usernameHint")} error={said("username")}>
          {(control) => (
            <Input
              {...control}
              value={draft.username}
              onChange={(event) => change({ username: event.target.value })}
            />
          )}
        </Field>
        <Field label={t("bsuid")} hint={t("bsuidHint")} error={said("bsuid")}>
          {(control) => (
            <Input
              {...control}
              value={draft.bsuid}
              onChange={(event) => change({ bsuid: event.target.value.trim() })}
            />
          )}
        </Field>
      </div>
      <div className="flex flex-wrap justify-between gap-2">
        <Button look="quiet" onClick={another}>
          <Dices size={14} aria-hidden />
          {t("another")}
        </Button>
        <Button type="submit" look="primary" disabled={!draft.name.trim()}>
          {t("start")}
        </Button>
      </div>
    </form>
  );
}

function PhoneSwitch({ on, onChange }: { on: boolean; onChange: (on: boolean) => void }) {
  const t = useTranslations("sandbox.person");
  const id = useId();
  return (
    <div className="flex items-start justify-between gap-4">
      <div>
        <label htmlFor={id} className="block font-medium">
          {t("showsPhone")}
        </label>
        <p className="text-pretty text-ink-3">{t("showsPhoneHint")}</p>
      </div>
      <Switch id={id} checked={on} onCheckedChange={onChange} />
    </div>
  );
}

function CountryField({ country, onChange }: { country: Country; onChange: (country: Country) => void }) {
  const t = useTranslations("sandbox.person");
  const names = new Intl.DisplayNames(useLocale(), { type: "region" });
  const options = countries.map((value) => ({ value, label: names.of(value) ?? value }));
  return (
    <Field label={t("country")}>
      {(control) => <Select {...control} value={country} onChange={onChange} options={options} />}
    </Field>
  );
}

/** Starts from a made-up person of the country; another seed is another person. */
function useDraft() {
  const trpc = useTRPC();
  const [seed, setSeed] = useState(() => Math.floor(Math.random() * 1_000_000));
  const [country, setCountry] = useState<Country>("AR");
  const [draft, setDraft] = useState(empty);
  const { data } = useQuery(trpc.sandbox.suggestions.queryOptions({ seed, country }));
  const found = data?.people[0];
  useEffect(() => {
    if (!found) return;
    const { name, phone, username } = found;
    setDraft({ ...empty, name, phone: phone ?? "", showsPhone: phone !== null, username: username ?? "" });
  }, [found]);
  return {
    draft,
    change: (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part })),
    country,
    setCountry,
    another: () => setSeed((seed + 1) % 1_000_000),
  };
}

function wrongIn({ phone, showsPhone, username, bsuid }: Draft) {
  const wrong: { phone?: "badPhone"; username?: "badUsername"; bsuid?: "badBsuid" } = {};
  if (showsPhone && !/^\+\d[\d\s().-]{6,22}$/.test(phone.trim())) wrong.phone = "badPhone";
  if (username ? !/^@?[a-zA-Z0-9._]{3,35}$/.test(username.trim()) : !showsPhone && !bsuid)
    wrong.username = "badUsername";
  if (bsuid && !/^[A-Z]{2}\.[A-Za-z0-9]{1,128}$/.test(bsuid)) wrong.bsuid = "badBsuid";
  return wrong;
}

function personOf({ name, phone, showsPhone, username, bsuid }: Draft, country: string): Person {
  const handle = username.trim().replace(/^@?/, "@");
  return {
    name: name.trim(),
    country,
    phone: showsPhone ? phone.trim() : null,
    username: username.trim() ? handle : null,
    bsuid: bsuid || null,
  };
}
