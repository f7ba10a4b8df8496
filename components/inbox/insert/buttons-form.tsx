"use client";
import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { CountedField } from "./counted-field";
import type { FormProps } from "./drafts";

/** Up to three answers to press. */
export function ButtonsForm({ draft, onChange, limits, problems }: FormProps<"buttons">) {
  const t = useTranslations("insert");
  if (!limits.buttons) return null;
  const { count, title, body, footer } = limits.buttons;
  const set = (buttons: typeof draft.buttons) => onChange({ ...draft, buttons });
  return (
    <>
      <CountedField
        label={t("body")}
        long
        value={draft.body}
        max={body}
        field="body"
        problems={problems}
        onChange={(value) => onChange({ ...draft, body: value })}
      />
      {draft.buttons.map((button, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a button is its place.
        <div key={i} className="flex items-end gap-1">
          <div className="min-w-0 flex-1">
            <CountedField
              label={t("button", { place: i + 1 })}
              value={button.title}
              max={title}
              field={`buttons.${i}.title`}
              problems={problems}
              onChange={(value) => set(draft.buttons.map((one, at) => (at === i ? { title: value } : one)))}
            />
          </div>
          {draft.buttons.length > 1 ? (
            <Button
              look="quiet"
              size="icon"
              aria-label={t("removeButton", { place: i + 1 })}
              onClick={() => set(draft.buttons.filter((_, at) => at !== i))}
            >
              <X size={14} aria-hidden />
            </Button>
          ) : null}
        </div>
      ))}
      {draft.buttons.length < count ? (
        <Button
          size="sm"
          className="justify-self-start"
          onClick={() => set([...draft.buttons, { title: "" }])}
        >
          <Plus size={13} aria-hidden />
          {t("addButton")}
        </Button>
      ) : null}
      <CountedField
        label={t("footer")}
        value={draft.footer}
        max={footer}
        field="footer"
        problems={problems}
        onChange={(value) => onChange({ ...draft, footer: value })}
      />
    </>
  );
}
