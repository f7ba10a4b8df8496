"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { FoundContacts } from "@/components/contacts/found-contacts";
import { useSettled } from "@/components/inbox/use-settled";
import { useTRPC } from "@/components/trpc";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

export interface ChosenContact {
  id: string;
  name: string;
}

type ContactChoiceProps = {
  label: string;
  /** Null: whoever is chosen goes elsewhere, and the field is free for the next. */
  chosen: ChosenContact | null;
  onChoose: (one: ChosenContact) => void;
};

/** Finds a contact by name or number. */
export function ContactChoice({ label, chosen, onChoose }: ContactChoiceProps) {
  const t = useTranslations("connectors.trial");
  const trpc = useTRPC();
  const [typed, setTyped] = useState("");
  const [open, setOpen] = useState(false);
  const find = useSettled(typed.trim());
  const found = useQuery({
    ...trpc.contacts.find.queryOptions({ find }),
    enabled: open,
    placeholderData: keepPreviousData,
  });
  const nobody = open && found.data?.length === 0;
  return (
    <div className="grid min-w-0 flex-1 basis-60 gap-1.5">
      <Field label={label} error={nobody ? t("nobody") : null}>
        {(control) => (
          <Input
            {...control}
            type="search"
            autoComplete="off"
            maxLength={80}
            placeholder={t("contactHint")}
            value={open ? typed : (chosen?.name ?? typed)}
            onFocus={() => setOpen(true)}
            onChange={(event) => setTyped(event.target.value)}
            // Enter would save the form.
            onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
          />
        )}
      </Field>
      {open && found.data && found.data.length > 0 ? (
        <FoundContacts
          label={label}
          contacts={found.data}
          onChoose={({ id, name, address }) => {
            setOpen(false);
            setTyped("");
            onChoose({ id, name: name ?? address });
          }}
        />
      ) : null}
    </div>
  );
}
