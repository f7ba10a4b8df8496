"use client";
import { LocateFixed } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { FormProps } from "./drafts";
import { placeIn } from "./place-in";

/** A place by its coordinates, the link of a map, or where one is. */
export function LocationForm({ draft, onChange }: FormProps<"location">) {
  const t = useTranslations("insert");
  const common = useTranslations("common.field");
  const [typed, setTyped] = useState("");
  const [refused, setRefused] = useState(false);
  const take = (text: string) => {
    setTyped(text);
    setRefused(false);
    onChange({ ...draft, ...(placeIn(text) ?? { latitude: Number.NaN, longitude: Number.NaN }) });
  };
  const locate = () =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => take(`${coords.latitude.toFixed(6)}, ${coords.longitude.toFixed(6)}`),
      () => setRefused(true),
    );
  const wrong = typed.trim() !== "" && Number.isNaN(draft.latitude);
  return (
    <>
      <Field
        label={t("place")}
        hint={t("placeHint")}
        error={refused ? t("noPosition") : wrong ? t("noPlace") : null}
      >
        {(control) => (
          <Input
            {...control}
            value={typed}
            onChange={(event) => take(event.target.value)}
            autoComplete="off"
          />
        )}
      </Field>
      <Button size="sm" className="justify-self-start" onClick={locate}>
        <LocateFixed size={13} aria-hidden />
        {t("here")}
      </Button>
      <Field label={t("placeName")} aside={common("optional")}>
        {(control) => (
          <Input
            {...control}
            maxLength={100}
            value={draft.name ?? ""}
            onChange={(event) => onChange({ ...draft, name: event.target.value })}
          />
        )}
      </Field>
      <Field label={t("address")} aside={common("optional")}>
        {(control) => (
          <Input
            {...control}
            maxLength={200}
            value={draft.address ?? ""}
            onChange={(event) => onChange({ ...draft, address: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}
