"use client";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { draftVariables, formatOf, templateLimits, variablesIn } from "@/server/templates/rules/draft";
import { exampleOf } from "@/server/templates/rules/draft-problems";
import { HeaderFields, type HeaderFieldsProps } from "./header-fields";
import { Room } from "./room";
import type { DraftInHand } from "./use-template-draft";

/** Header, message and footer, each with its limit; below them an example for each variable. */
export function TextFields(props: HeaderFieldsProps) {
  const t = useTranslations("templates.field");
  const { hand } = props;
  const { draft, change, wrong } = hand;
  return (
    <>
      <HeaderFields {...props} />
      <BodyField hand={hand} />
      <Field
        label={t("footer")}
        aside={draft.footer ? <Room text={draft.footer} most={templateLimits.footer} /> : t("optional")}
        error={wrong("footer")}
      >
        {(control) => (
          <Input
            {...control}
            value={draft.footer}
            onChange={(event) => change({ footer: event.target.value })}
          />
        )}
      </Field>
      <ExampleFields hand={hand} />
    </>
  );
}

function BodyField({ hand: { draft, change, wrong } }: { hand: DraftInHand }) {
  const t = useTranslations("templates.field");
  const field = useRef<HTMLTextAreaElement>(null);
  /** Where the caret is; the caret stays behind it. */
  const addVariable = () => {
    const area = field.current;
    const mark = `{{${variablesIn(draft.body).length + 1}}}`;
    const at = area?.selectionStart ?? draft.body.length;
    change({ body: draft.body.slice(0, at) + mark + draft.body.slice(area?.selectionEnd ?? at) });
    requestAnimationFrame(() => {
      area?.focus();
      area?.setSelectionRange(at + mark.length, at + mark.length);
    });
  };
  return (
    <div className="grid justify-items-start gap-1.5">
      <Field
        className="w-full"
        label={t("body")}
        hint={t("bodyHint")}
        aside={<Room text={draft.body} most={templateLimits.body} />}
        error={wrong("body")}
      >
        {(control) => (
          <Textarea
            {...control}
            ref={field}
            className="min-h-32"
            value={draft.body}
            onChange={(event) => change({ body: event.target.value })}
          />
        )}
      </Field>
      {formatOf(draft) === "positional" ? (
        <Button size="sm" onClick={addVariable}>
          <Plus size={13} aria-hidden />
          {t("addVariable")}
        </Button>
      ) : null}
    </div>
  );
}

function ExampleFields({ hand: { draft, change, wrong } }: { hand: DraftInHand }) {
  const t = useTranslations("templates.field");
  const variables = draftVariables(draft);
  if (variables.length === 0) return null;
  return (
    <section className="grid gap-3">
      <header>
        <h2 className="font-semibold">{t("examples")}</h2>
        <p className="text-pretty text-ink-3">{t("examplesHint")}</p>
      </header>
      <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
        {variables.map(({ key, name, part }) => (
          <Field
            key={key}
            label={t(part === "body" ? "exampleBody" : "exampleHeader", { name: `{{${name}}}` })}
            error={wrong(`example.${key}`)}
          >
            {(control) => (
              <Input
                {...control}
                value={exampleOf(draft, key)}
                onChange={(event) => change({ examples: { ...draft.examples, [key]: event.target.value } })}
              />
            )}
          </Field>
        ))}
      </div>
    </section>
  );
}
