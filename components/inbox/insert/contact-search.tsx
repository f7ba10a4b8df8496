"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { FoundContacts } from "@/components/contacts/found-contacts";
import { useTRPC } from "@/components/trpc";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useSettled } from "../use-settled";

type ContactSearchProps = { onChoose: (contact: { name: string; phone: string | null }) => void };

/** Finds a contact whose card is to be sent; what is chosen fills the form, and stays to be changed there. */
export function ContactSearch({ onChoose }: ContactSearchProps) {
  const t = useTranslations("insert");
  const trpc = useTRPC();
  const [typed, setTyped] = useState("");
  const find = useSettled(typed.trim());
  const found = useQuery({
    ...trpc.contacts.find.queryOptions({ find }),
    enabled: find !== "",
    placeholderData: keepPreviousData,
  });
  const listed = find === "" ? [] : (found.data ?? []);
  const nobody = find !== "" && found.data?.length === 0;
  return (
    <div className="grid gap-1.5">
      <Field label={t("pick")} error={found.isError ? t("pickFailed") : nobody ? t("pickNobody") : null}>
        {(control) => (
          <Input
            {...control}
            type="search"
            autoFocus
            autoComplete="off"
            maxLength={80}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            // Enter would send the form.
            onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
          />
        )}
      </Field>
      {listed.length > 0 ? (
        <FoundContacts
          label={t("pick")}
          contacts={listed}
          onChoose={({ name, address }) => {
            setTyped("");
            onChoose({ name: name ?? address, phone: address.startsWith("+") ? address : null });
          }}
        />
      ) : null}
    </div>
  );
}
