"use client";
import { Bot } from "lucide-react";
import { useTranslations } from "next-intl";
import { ButtonsContent } from "@/components/inbox/content/offers";
import { ForeignText } from "@/components/inbox/foreign-text";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { type Score, scores } from "@/server/channels/rules/rating";
import {
  fillStandard,
  type StandardKind,
  standardVariables,
  unknownVariables,
} from "@/server/channels/rules/standard-texts";

/** The schema's limit: shorter than the channel's own. */
const longest = 1_024;

type StandardMessageProps = {
  kind: StandardKind;
  text: string;
  /** The text for everybody, where this is one for those of another language. */
  translates: string | null;
  mayChange: boolean;
  onText: (text: string) => void;
};

/** One text that is sent by itself, with what it may tell and what the customer sees of it. */
export function StandardMessage({ kind, text, translates, mayChange, onText }: StandardMessageProps) {
  const t = useTranslations("numbers.standard");
  const unknown = unknownVariables(kind, text);
  const shown = text.trim() || translates;
  return (
    <fieldset
      aria-label={t(`${kind}.label`)}
      className="grid min-w-0 gap-x-6 gap-y-3 px-4 py-4 md:grid-cols-[1fr_240px]"
    >
      <Field
        label={t(`${kind}.label`)}
        hint={t(`${kind}.hint`)}
        error={unknown.length > 0 ? t("unknown", { variables: unknown.join(" ") }) : null}
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
            placeholder={translates ?? undefined}
            onChange={(event) => onText(event.target.value)}
          />
        )}
      </Field>
      <div className="grid content-start gap-1.5">
        {mayChange ? <Variables kind={kind} text={text} onText={onText} /> : null}
        {shown ? (
          <Preview text={shown} answers={kind === "rating"} />
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
    </fieldset>
  );
}

function Variables({ kind, text, onText }: Pick<StandardMessageProps, "kind" | "text" | "onText">) {
  const t = useTranslations("numbers.standard");
  return (
    <p className="flex flex-wrap items-center gap-1.5 text-sm text-ink-3">
      {t("put")}
      {standardVariables[kind].map((name) => (
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
  );
}

function Preview({ text, answers }: { text: string; answers: boolean }) {
  const t = useTranslations("numbers.standard");
  const origin = useTranslations("inbox.origin");
  const body = fillStandard(text, { name: t("sampleName"), agent: t("sampleAgent"), position: 3 });
  const button = (score: Score) => ({ id: String(score), title: t(`score.${score}`) });
  return (
    <>
      <span className="text-sm text-ink-3">{t("preview")}</span>
      <div className="rounded-lg rounded-br-xs border border-dashed border-control bg-paper px-3 py-1.5">
        <p className="flex items-center gap-1 text-sm text-ink-3">
          <Bot size={12} aria-hidden />
          {origin("automatic")}
        </p>
        {answers ? (
          <ButtonsContent content={{ type: "buttons", body, buttons: scores.map(button) }} />
        ) : (
          <ForeignText text={body} />
        )}
      </div>
    </>
  );
}
