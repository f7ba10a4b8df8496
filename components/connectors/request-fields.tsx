"use client";
import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { urlProblem } from "@/server/connectors/rules/template";
import { examples } from "./examples";
import type { Editor } from "./use-editor";

/** Which address is asked, and how. */
export function RequestFields({ editor }: { editor: Editor }) {
  const t = useTranslations("connectors");
  const { draft, change, isWrong } = editor;
  const problem = isWrong("url") ? (urlProblem(draft.url) ?? "unreadable") : null;
  return (
    <section className="grid gap-4">
      <Field label={t("field.name")} error={isWrong("name") ? t("wrong.name") : null}>
        {(control) => (
          <Input
            {...control}
            value={draft.name}
            maxLength={60}
            onChange={(event) => change({ name: event.target.value })}
          />
        )}
      </Field>
      <Field
        label={t("field.url")}
        hint={draft.url.startsWith("http:") ? t("field.plain") : t.rich("field.urlHint", { code })}
        error={problem ? t(`wrong.url.${problem}`) : null}
        aside={
          <Segmented
            label={t("field.method")}
            value={draft.method}
            onChange={(method) => change({ method })}
            options={[
              { value: "GET", label: "GET" },
              { value: "POST", label: "POST" },
            ]}
          />
        }
      >
        {(control) => (
          <Input
            {...control}
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            className="figures"
            placeholder={examples.url}
            value={draft.url}
            maxLength={2000}
            onChange={(event) => change({ url: event.target.value })}
          />
        )}
      </Field>
      {draft.method === "POST" ? (
        <Field
          label={t("field.body")}
          hint={t("field.bodyHint")}
          error={isWrong("body") ? t("wrong.body") : null}
        >
          {(control) => (
            <Textarea
              {...control}
              spellCheck={false}
              className="figures min-h-24"
              placeholder={examples.body}
              value={draft.body}
              maxLength={10000}
              onChange={(event) => change({ body: event.target.value })}
            />
          )}
        </Field>
      ) : null}
    </section>
  );
}

export const code = (chunks: React.ReactNode) => <code className="rounded-xs bg-sunken px-1">{chunks}</code>;

/** How long an answer holds, and how long one is waited for. */
export function PaceFields({ editor }: { editor: Editor }) {
  const t = useTranslations("connectors");
  const { draft, change, isWrong } = editor;
  return (
    <section className="grid grid-cols-3 gap-4 max-sm:grid-cols-1">
      <Field
        label={t("field.cache")}
        hint={t("field.cacheHint")}
        error={isWrong("cacheSeconds") ? t("wrong.cache") : null}
      >
        {(control) => (
          <Input
            {...control}
            inputMode="numeric"
            className="figures"
            value={draft.cacheSeconds}
            onChange={(event) => change({ cacheSeconds: event.target.value })}
          />
        )}
      </Field>
      <Field
        label={t("field.timeout")}
        hint={t("field.timeoutHint")}
        error={isWrong("timeoutMs") ? t("wrong.timeout") : null}
      >
        {(control) => (
          <Input
            {...control}
            inputMode="numeric"
            className="figures"
            value={draft.timeoutMs}
            onChange={(event) => change({ timeoutMs: event.target.value })}
          />
        )}
      </Field>
      <Field label={t("field.retries")} hint={t("field.retriesHint")}>
        {(control) => (
          <Select
            {...control}
            value={draft.retries}
            onChange={(retries) => change({ retries })}
            options={(["0", "1", "2"] as const).map((value) => ({ value, label: value }))}
          />
        )}
      </Field>
    </section>
  );
}
