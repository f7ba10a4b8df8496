"use client";
import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";
import { type ManyProblem, manyUrlProblem } from "@/server/connectors/rules/many";
import { AddressField, BodyField } from "./address-field";
import { emptyMany, type ManyDraft, manyOf, type Targets } from "./draft";
import { ManyTrial } from "./many-trial";
import { code } from "./request-fields";
import type { Editor } from "./use-editor";

const fields = ["url", "body", "key", "most", "rows", "keyPath", "place"] as const;

type ManyFieldsProps = { editor: Editor; targets: Targets };

/** How the source is asked about many in one request: shut until somebody wants it, or something in it is wrong. */
export function ManyFields({ editor, targets }: ManyFieldsProps) {
  const t = useTranslations("connectors.many");
  const [open, setOpen] = useState(false);
  const { many } = editor.draft;
  const wrong = fields.some((field) => editor.isWrong(`many.${field}`));
  return (
    <details
      className="group rounded-md border border-line"
      open={open || wrong}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className="flex items-start gap-2 rounded-md px-4 py-3 hover:bg-hover">
        <ChevronRight size={15} aria-hidden className="mt-0.5 shrink-0 text-ink-3 group-open:rotate-90" />
        <span className="flex flex-1 flex-wrap items-baseline justify-between gap-x-4">
          <span className="font-semibold">{t("title")}</span>
          <span className="text-sm text-ink-3">{many ? t("on", { most: many.most }) : t("off")}</span>
        </span>
      </summary>
      <div className="grid gap-4 border-t border-line px-4 py-4">
        <p className="max-w-prose text-pretty text-ink-3">{t("lead")}</p>
        <Field label={t("use")} className="justify-items-start">
          {(control) => (
            <Switch
              {...control}
              checked={many !== null}
              onCheckedChange={(on) => editor.change({ many: on ? emptyMany(editor.draft.url) : null })}
            />
          )}
        </Field>
        {many ? (
          <>
            <ManyRequest editor={editor} many={many} />
            <ManyRows editor={editor} many={many} />
            <ManyTrial editor={editor} targets={targets} />
          </>
        ) : null}
      </div>
    </details>
  );
}

type PartProps = { editor: Editor; many: ManyDraft };

function ManyRequest({ editor, many }: PartProps) {
  const t = useTranslations("connectors");
  const { draft, change, isWrong } = editor;
  const set = (part: Partial<ManyDraft>) => change({ many: { ...many, ...part } });
  const problem: ManyProblem | null = isWrong("many.url")
    ? (manyUrlProblem(manyOf(many), draft.url) ?? "unreadable")
    : null;
  return (
    <>
      <AddressField
        label={t("many.url")}
        hint={t.rich(`many.urlHint${many.method}`, { code })}
        error={problem ? t(`wrong.url.${problem}`) : null}
        request={many}
        onChange={set}
      />
      {many.method === "POST" ? (
        <BodyField
          label={t("many.body")}
          hint={t.rich("many.bodyHint", { code })}
          error={isWrong("many.body") ? t("wrong.manyBody") : null}
          body={many.body}
          onBody={(body) => set({ body })}
        />
      ) : null}
    </>
  );
}

function ManyRows({ editor, many }: PartProps) {
  const t = useTranslations("connectors");
  const { change, isWrong } = editor;
  const field = (at: Exclude<keyof ManyDraft, "method">, error: string, hint?: string) => (
    <Field
      label={t(`many.${at}` as "many.key")}
      hint={hint}
      error={isWrong(`many.${at}`) ? error : null}
      className={at === "place" ? "col-span-full" : ""}
    >
      {(control) => (
        <Input
          {...control}
          inputMode={at === "most" ? "numeric" : "text"}
          autoComplete="off"
          spellCheck={false}
          className="figures"
          value={many[at]}
          maxLength={200}
          onChange={(event) => change({ many: { ...many, [at]: event.target.value } })}
        />
      )}
    </Field>
  );
  return (
    <div className="grid grid-cols-2 gap-4 max-sm:grid-cols-1">
      {field("key", t("wrong.manyKey"), t("many.keyHint"))}
      {field("most", t("wrong.manyMost"), t("many.mostHint"))}
      {field("rows", t("wrong.path"))}
      {field("keyPath", t("wrong.path"))}
      {field("place", t("wrong.place"), t("many.placeHint"))}
    </div>
  );
}
