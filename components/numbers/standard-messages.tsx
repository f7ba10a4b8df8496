"use client";
import { Bot } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ForeignText } from "@/components/inbox/foreign-text";
import { SettingsSection } from "@/components/settings/section";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { fillStandard, type StandardValues } from "@/server/conversations/rules/fill-standard";
import type { NumberDetail } from "./types";
import { useNumberChange } from "./use-number-change";

const kinds = ["waiting", "connected", "out-of-hours", "closing"] as const;
type Kind = (typeof kinds)[number];
type Texts = Record<Kind, string>;

/** What each may tell of the moment that it is sent in. */
const variables: Record<Kind, (keyof StandardValues)[]> = {
  waiting: ["name", "position"],
  connected: ["name", "agent"],
  "out-of-hours": ["name"],
  closing: ["name", "agent"],
};

/** The schema's limit: shorter than the channel's own. */
const longest = 1_024;

/** What is said when no person is there to say it, each beside what the customer sees. */
export function StandardMessages({ number, mayChange }: { number: NumberDetail; mayChange: boolean }) {
  const t = useTranslations("numbers.standard");
  const common = useTranslations("common");
  const kept = textsOf(number);
  const [draft, setDraft] = useState(kept);
  const change = useNumberChange(number.id);
  const unsaved = kinds.some((kind) => draft[kind] !== kept[kind]);
  const save = () => change.mutate({ numberId: number.id, settings: { standardMessages: trimmed(draft) } });
  return (
    <SettingsSection
      title={t("title")}
      lead={t("lead")}
      action={
        unsaved ? (
          <Button look="primary" busy={change.isPending} onClick={save}>
            {common("action.save")}
          </Button>
        ) : null
      }
    >
      {kinds.map((kind) => (
        <OneMessage
          key={kind}
          kind={kind}
          text={draft[kind]}
          mayChange={mayChange}
          onText={(text) => setDraft({ ...draft, [kind]: text })}
        />
      ))}
    </SettingsSection>
  );
}

type OneMessageProps = { kind: Kind; text: string; mayChange: boolean; onText: (text: string) => void };

function OneMessage({ kind, text, mayChange, onText }: OneMessageProps) {
  const t = useTranslations("numbers.standard");
  return (
    <div className="grid gap-x-6 gap-y-3 px-4 py-4 md:grid-cols-[1fr_240px]">
      <Field
        label={t(`${kind}.label`)}
        hint={t(`${kind}.hint`)}
        aside={
          <span className="figures">{text ? t("count", { count: text.length, max: longest }) : null}</span>
        }
      >
        {(control) => (
          <Textarea
            {...control}
            value={text}
            maxLength={longest}
            readOnly={!mayChange}
            onChange={(event) => onText(event.target.value)}
          />
        )}
      </Field>
      <div className="grid content-start gap-1.5">
        {mayChange ? (
          <p className="flex flex-wrap items-center gap-1.5 text-sm text-ink-3">
            {t("put")}
            {variables[kind].map((name) => (
              <Button
                key={name}
                size="sm"
                disabled={text.length + name.length + 3 > longest}
                onClick={() => onText(`${text}${text === "" || /\s$/.test(text) ? "" : " "}{${name}}`)}
              >
                {t(`variable.${name}`)}
              </Button>
            ))}
          </p>
        ) : null}
        {text.trim() ? (
          <Preview text={text} />
        ) : mayChange ? (
          <Button
            look="quiet"
            size="sm"
            className="justify-self-start"
            onClick={() => onText(t(`${kind}.example`))}
          >
            {t("example")}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

function Preview({ text }: { text: string }) {
  const t = useTranslations("numbers.standard");
  const origin = useTranslations("inbox.origin");
  return (
    <>
      <span className="text-sm text-ink-3">{t("preview")}</span>
      <div className="rounded-lg rounded-br-xs border border-dashed border-control bg-paper px-3 py-1.5">
        <p className="flex items-center gap-1 text-sm text-ink-3">
          <Bot size={12} aria-hidden />
          {origin("automatic")}
        </p>
        <ForeignText
          text={fillStandard(text, { name: t("sampleName"), agent: t("sampleAgent"), position: 3 })}
        />
      </div>
    </>
  );
}

const textsOf = ({ settings: { standardMessages: kept } }: NumberDetail): Texts =>
  ofEach((kind) => kept?.[kind] ?? "");

const trimmed = (texts: Texts): Texts => ofEach((kind) => texts[kind].trim());

const ofEach = (text: (kind: Kind) => string): Texts =>
  Object.fromEntries(kinds.map((kind) => [kind, text(kind)])) as Texts;
