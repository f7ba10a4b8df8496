"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Phone } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/trpc";
import { Avatar } from "@/components/ui/avatar";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Name } from "../foreign-text";
import { useSettled } from "../use-settled";
import type { StartInput } from "./begin";

/** Finds a contact by name or number, or takes a telephone number as it is typed. */
export function Who({ onChoose }: { onChoose: (to: StartInput["to"]) => void }) {
  const t = useTranslations("start");
  const trpc = useTRPC();
  const [typed, setTyped] = useState("");
  const find = useSettled(typed.trim());
  const isPhone = /^\+?[\d\s().-]{6,24}$/.test(find);
  const { data: found } = useQuery({
    ...trpc.contacts.find.queryOptions({ find }),
    placeholderData: keepPreviousData,
  });
  const phone = useQuery({
    ...trpc.conversations.startOptions.queryOptions({ to: { phone: find } }),
    enabled: isPhone,
    retry: false,
  });
  const dialled = isPhone ? phone.data?.recipient : undefined;
  const others = found?.filter((one) => one.id !== dialled?.contactId);
  const nobody = find !== "" && others?.length === 0 && !isPhone;
  return (
    <div className="grid gap-3">
      <Field
        label={t("who")}
        hint={t("whoHint")}
        error={isPhone && phone.error ? t("notAPhone") : nobody ? t("nobody") : null}
      >
        {(control) => (
          <Input
            {...control}
            autoFocus
            value={typed}
            maxLength={80}
            autoComplete="off"
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      <ul className="grid gap-1" aria-label={t("found")}>
        {dialled ? (
          <Person
            icon={<Phone size={15} aria-hidden className="text-ink-3" />}
            name={dialled.name ?? t("writeTo", { phone: dialled.address })}
            address={dialled.name ? dialled.address : t("newNumber")}
            onChoose={() => onChoose(dialled.contactId ? { contactId: dialled.contactId } : { phone: find })}
          />
        ) : null}
        {others?.map((one) => (
          <Person
            key={one.id}
            icon={<Avatar name={one.name ?? one.address} size={24} />}
            name={one.name ?? one.address}
            address={one.address}
            onChoose={() => onChoose({ contactId: one.id })}
          />
        ))}
      </ul>
    </div>
  );
}

function Person(props: { icon: React.ReactNode; name: string; address: string; onChoose: () => void }) {
  return (
    <li>
      <button
        type="button"
        onClick={props.onChoose}
        className="flex min-h-11 w-full items-center gap-2.5 rounded-md border border-line px-3 py-1.5 text-left hover:bg-hover"
      >
        <span className="grid w-7 shrink-0 place-items-center">{props.icon}</span>
        <span className="grid min-w-0 flex-1">
          <Name className="truncate font-medium">{props.name}</Name>
          <bdi className="figures truncate text-sm text-ink-3">{props.address}</bdi>
        </span>
      </button>
    </li>
  );
}
