"use client";
import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { urlProblem } from "@/server/connectors/rules/template";
import { AddressField, BodyField } from "./address-field";
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
      <AddressField
        label={t("field.url")}
        hint={draft.url.startsWith("http:") ? t("field.plain") : t.rich("field.urlHint", { code })}
        error={problem ? t(`wrong.url.${problem}`) : null}
        placeholder={examples.url}
        request={draft}
        onChange={change}
      />
      {draft.method === "POST" ? (
        <BodyField
          label={t("field.body")}
          hint={t("field.bodyHint")}
          error={isWrong("body") ? t("wrong.body") : null}
          placeholder={examples.body}
          body={draft.body}
          onBody={(body) => change({ body })}
        />
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
