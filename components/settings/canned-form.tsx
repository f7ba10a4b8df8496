"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Braces } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/components/ui/menu";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { Textarea } from "@/components/ui/textarea";
import { LOCALES, type Locale } from "@/messages/locales";
import {
  blanksIn,
  fill,
  isVariable,
  piecesOf,
  type Values,
  type Variable,
  variables,
} from "@/server/conversations/canned/rules/variables";
import { SettingsRow } from "./section";

export interface CannedDraft {
  shared: boolean;
  shortcut: string;
  body: string;
  language: Locale;
  folder: string | null;
}

type CannedFormProps = {
  draft: CannedDraft;
  onChange: (part: Partial<CannedDraft>) => void;
  mayShare: boolean;
  shortcutError: string | null;
};

/** The fields of a canned reply, and how it will read. */
export function CannedForm({ draft, onChange, mayShare, shortcutError }: CannedFormProps) {
  const t = useTranslations("composing.canned");
  const language = useTranslations("common.language");
  const body = useRef<HTMLTextAreaElement>(null);
  const insert = (variable: Variable) => {
    const at = body.current?.selectionStart ?? draft.body.length;
    onChange({ body: `${draft.body.slice(0, at)}{{${variable}}}${draft.body.slice(at)}` });
  };
  return (
    <>
      <Field label={t("shortcut")} hint={t("shortcutHint")} error={shortcutError}>
        {(control) => (
          <Input
            {...control}
            lead="/"
            value={draft.shortcut}
            maxLength={40}
            autoCapitalize="none"
            autoComplete="off"
            onChange={(event) => onChange({ shortcut: event.target.value.replace(/^\//, "").toLowerCase() })}
          />
        )}
      </Field>
      <Field label={t("body")} aside={<VariableMenu onChoose={insert} />}>
        {(control) => (
          <Textarea
            {...control}
            ref={body}
            className="min-h-28"
            value={draft.body}
            maxLength={4096}
            onChange={(event) => onChange({ body: event.target.value })}
          />
        )}
      </Field>
      <CannedPreview body={draft.body} />
      <div className="grid grid-cols-2 gap-3">
        <Field label={t("language")}>
          {(control) => (
            <Select
              {...control}
              value={draft.language}
              onChange={(value) => onChange({ language: value })}
              options={LOCALES.map((value) => ({ value, label: language(value) }))}
            />
          )}
        </Field>
        <Field label={t("folder")} aside={t("optional")}>
          {(control) => (
            <Input
              {...control}
              value={draft.folder ?? ""}
              maxLength={40}
              onChange={(event) => onChange({ folder: event.target.value || null })}
            />
          )}
        </Field>
      </div>
      {mayShare ? (
        <div className="-mx-4">
          <SettingsRow label={t("everybody")} hint={t("everybodyHint")}>
            {(control) => (
              <Switch
                {...control}
                checked={draft.shared}
                onCheckedChange={(shared) => onChange({ shared })}
              />
            )}
          </SettingsRow>
        </div>
      ) : null}
    </>
  );
}

/** Key of a variable's name in the texts: a dot would mean a level there. */
const named = (variable: Variable) => variable.replace(".", "-") as "contact-name";

function VariableMenu({ onChoose }: { onChoose: (variable: Variable) => void }) {
  const t = useTranslations("composing");
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button look="quiet" size="sm">
          <Braces size={13} aria-hidden />
          {t("canned.insertVariable")}
        </Button>
      </MenuTrigger>
      <MenuContent align="end">
        {variables.map((variable) => (
          <MenuItem key={variable} onSelect={() => onChoose(variable)}>
            {t(`variable.${named(variable)}`)}
          </MenuItem>
        ))}
      </MenuContent>
    </Menu>
  );
}

/** The text with example values; what no example fills stands out in red. */
function CannedPreview({ body }: { body: string }) {
  const t = useTranslations("composing.canned");
  const trpc = useTRPC();
  const { data: organization } = useSuspenseQuery(trpc.organizations.settings.queryOptions());
  const values: Values = {
    "contact.name": t("example.contactName"),
    "contact.firstName": t("example.firstName"),
    "agent.name": t("example.agent"),
    "organization.name": organization.name,
    "number.name": t("example.number"),
  };
  const unknown = blanksIn(body).filter((name) => !isVariable(name));
  if (body.trim() === "") return null;
  return (
    <section className="grid gap-1.5" aria-label={t("preview")}>
      <h3 className="text-sm text-ink-3">{t("preview")}</h3>
      <p dir="auto" className="foreign rounded-lg rounded-br-xs bg-ours px-3 py-1.5 whitespace-pre-wrap">
        {piecesOf(body).map(({ text, variable }, place) => {
          const filled = variable ? fill(text, values) : text;
          const key = `${place}-${text}`;
          return variable && filled === text ? (
            <span key={key} className="rounded-xs bg-red-soft px-0.5 text-red-ink">
              {text}
            </span>
          ) : (
            <span key={key}>{filled}</span>
          );
        })}
      </p>
      {unknown.length > 0 ? (
        <p role="status" className="text-sm text-red-ink">
          {t("unknown", { names: unknown.join(", ") })}
        </p>
      ) : null}
    </section>
  );
}
