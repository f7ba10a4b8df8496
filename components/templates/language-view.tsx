"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/trpc";
import { Banner } from "@/components/ui/banner";
import { toast } from "@/components/ui/toast";
import type { TemplateDraft } from "@/server/templates/rules/draft";
import { draftOf } from "@/server/templates/rules/draft-components";
import { mayEdit } from "@/server/templates/rules/editable";
import { placeholdersOf } from "@/server/templates/rules/render";
import { DraftForm } from "./draft-form";
import { PhonePreview } from "./phone-preview";
import type { StudioTemplate } from "./template-types";
import { useTemplateDraft } from "./use-template-draft";
import { useTemplateRefusal, useTemplateWords } from "./use-template-words";

/** One language of a template: why it is as it is, and its text, to be changed where the carrier lets it be. */
export function LanguageView({ template, mayWrite }: { template: StudioTemplate; mayWrite: boolean }) {
  const t = useTranslations("templates");
  const draft = draftOf(template);
  const open = mayWrite && mayEdit(template.status) && draft !== null;
  return (
    <div className="grid gap-6">
      <Standing template={template} open={open} />
      {mayWrite && !draft ? <Banner>{t("readOnly")}</Banner> : null}
      {open ? (
        // A verdict, or another's change, begins the form anew.
        <Edit
          key={`${template.id} ${template.status} ${JSON.stringify(template.components)}`}
          template={template}
          first={draft}
        />
      ) : (
        <div className="max-w-80">
          <PhonePreview components={template.components} values={examplesOf(template)} />
        </div>
      )}
    </div>
  );
}

const tones: Record<string, "red" | "amber" | "info"> = { REJECTED: "red", DISABLED: "red", PAUSED: "amber" };

/** What its state means and the carrier's reasons in words; its quality, once it is known. */
function Standing({ template, open }: { template: StudioTemplate; open: boolean }) {
  const t = useTranslations("templates");
  const words = useTemplateWords();
  const { status, reason, quality, category } = template;
  const meaning = words.meaning(status);
  const reasons = reason ? words.reasons(reason) : [];
  const facts = [
    // The form says it where there is one.
    ...(open ? [] : [`${t("category.title")}: ${words.category(category)}`]),
    ...(quality ? [`${t("quality.title")}: ${words.quality(quality)}`] : []),
  ];
  const told = meaning !== null || reasons.length > 0;
  if (!told && facts.length === 0) return null;
  return (
    <div className="grid gap-3">
      {facts.length > 0 ? <p className="text-ink-2">{facts.join(" · ")}</p> : null}
      {told ? (
        <Banner tone={tones[status] ?? "info"}>
          {reasons.map((one) => (
            <p key={one} dir="auto" className="font-medium">
              {one}
            </p>
          ))}
          {meaning ? <p>{meaning}</p> : null}
        </Banner>
      ) : null}
    </div>
  );
}

function Edit({ template, first }: { template: StudioTemplate; first: TemplateDraft }) {
  const t = useTranslations("templates");
  const trpc = useTRPC();
  const client = useQueryClient();
  const words = useTemplateRefusal();
  const hand = useTemplateDraft(first);
  const edit = useMutation(
    trpc.templates.edit.mutationOptions({
      onSuccess: async () => {
        toast(t("submitted"));
        await client.invalidateQueries({ queryKey: trpc.templates.studio.queryKey() });
      },
    }),
  );
  return (
    <DraftForm
      hand={hand}
      label={t("resubmit")}
      note={t("editNote")}
      fixedCategory={template.status === "APPROVED"}
      busy={edit.isPending}
      refused={edit.error ? words(edit.error) : null}
      onSubmit={() => edit.mutate({ templateId: template.id, draft: hand.draft })}
    />
  );
}

function examplesOf({ components }: StudioTemplate): Record<string, string> {
  return Object.fromEntries(
    placeholdersOf(components).flatMap(({ key, example }) => (example ? [[key, example] as const] : [])),
  );
}
