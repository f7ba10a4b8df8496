"use client";
import { useTranslations } from "next-intl";
import { Identifiers } from "@/components/contacts/identity/identifiers";
import { SettingsPage } from "../section";
import { FieldLayout } from "./field-layout";
import { ObjectTypes } from "./object-types";

/** What is kept of each contact: fields, of which there is one, tables, of which there are many rows, and by what they are told apart. */
export function ContactData({ mayChange }: { mayChange: boolean }) {
  const t = useTranslations("contactData");
  return (
    <SettingsPage title={t("title")} lead={t("lead")}>
      <FieldLayout mayChange={mayChange} />
      <ObjectTypes mayChange={mayChange} />
      <Identifiers mayChange={mayChange} />
    </SettingsPage>
  );
}
