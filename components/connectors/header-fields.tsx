"use client";
import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";
import { type HeaderDraft, rowId } from "./draft";
import { examples } from "./examples";
import type { Editor } from "./use-editor";

/** What the source wants to be told beside the address: keys, above all, which nobody sees again. */
export function HeaderFields({ editor }: { editor: Editor }) {
  const t = useTranslations("connectors.header");
  const { draft, change } = editor;
  const add = () =>
    change({ headers: [...draft.headers, { id: rowId(), name: "", secret: true, value: "", kept: false }] });
  return (
    <section className="grid gap-3">
      <header>
        <h2 className="font-semibold">{t("title")}</h2>
        <p className="max-w-prose text-pretty text-ink-3">{t("lead")}</p>
      </header>
      {draft.headers.map((header, place) => (
        <HeaderRow key={header.id} editor={editor} header={header} place={place} />
      ))}
      <Button size="sm" className="justify-self-start" onClick={add}>
        {t("add")}
      </Button>
    </section>
  );
}

type HeaderRowProps = { editor: Editor; header: HeaderDraft; place: number };

function HeaderRow({ editor, header, place }: HeaderRowProps) {
  const t = useTranslations("connectors");
  const { draft, change, isWrong } = editor;
  const set = (part: Partial<HeaderDraft>) =>
    change({ headers: draft.headers.map((one) => (one.id === header.id ? { ...one, ...part } : one)) });
  return (
    <div className="grid grid-cols-[1fr_1.4fr_auto_auto] items-start gap-3 rounded-md border border-line p-3 max-sm:grid-cols-1">
      <Field label={t("header.name")} error={isWrong(`headers.${place}.name`) ? t("wrong.header") : null}>
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            spellCheck={false}
            placeholder={examples.header}
            value={header.name}
            maxLength={100}
            onChange={(event) => set({ name: event.target.value })}
          />
        )}
      </Field>
      <Field
        label={t("header.value")}
        error={isWrong(`headers.${place}.value`) ? t("wrong.headerValue") : null}
        hint={header.kept ? t("header.kept") : undefined}
      >
        {(control) => (
          <Input
            {...control}
            type={header.secret ? "password" : "text"}
            autoComplete="new-password"
            spellCheck={false}
            placeholder={header.kept ? "••••••••" : ""}
            value={header.value}
            maxLength={4000}
            onChange={(event) => set({ value: event.target.value })}
          />
        )}
      </Field>
      <Field label={t("header.secret")}>
        {(control) => (
          <Switch
            {...control}
            checked={header.secret}
            onCheckedChange={(secret) => set({ secret, kept: false, value: header.kept ? "" : header.value })}
          />
        )}
      </Field>
      <Button
        look="quiet"
        size="iconSm"
        className="self-end"
        aria-label={t("header.remove", { name: header.name })}
        onClick={() => change({ headers: draft.headers.filter((one) => one.id !== header.id) })}
      >
        <Trash2 size={14} aria-hidden />
      </Button>
    </div>
  );
}
