"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/trpc";
import { Banner } from "@/components/ui/banner";
import { toast } from "@/components/ui/toast";
import type { TemplateDraft } from "@/server/templates/rules/draft";
import { draftOf } from "@/server/templates/rules/draft-components";
import { mayEdit } from "@/server/templates/rules/editable";
import { placeholdersOf } from "@/server/templates/rules/render";
import { DraftForm } from "./draft-form";
import { LinkDestinations } from "./link-destinations";
import { PhonePreview } from "./phone-preview";
import { Standing } from "./standing";
import type { KeptDraft, StudioTemplate, TemplateVersion } from "./template-types";
import { useKeptDraft } from "./use-kept-draft";
import { mediaOf } from "./use-shown-media";
import { useTemplateDraft } from "./use-template-draft";
import { useTemplateRefusal } from "./use-template-words";
import { Versions } from "./versions";

type LanguageViewProps = {
  org: string;
  template: StudioTemplate;
  mayWrite: boolean;
  /** What a button has for an address at the carrier to be measured. */
  ownAddress: string;
  /** What was changed and not submitted. */
  begun: KeptDraft | null;
};

/** One language of a template: why it is as it is, its text, to be changed where the carrier lets it be, and what it was before. */
export function LanguageView({ org, template, mayWrite, ownAddress, begun }: LanguageViewProps) {
  const t = useTranslations("templates");
  const draft = draftOf(template);
  const open = mayWrite && mayEdit(template.status) && draft !== null;
  return (
    <div className="grid gap-6">
      <Standing template={template} open={open} />
      {mayWrite && !draft ? <Banner>{t("readOnly")}</Banner> : null}
      {mayWrite && !open ? <LinkDestinations template={template} ownAddress={ownAddress} /> : null}
      {open ? (
        // Another's text begins the form anew; a pause or another category lets one go on writing.
        <Edit
          key={`${template.id} ${JSON.stringify({ ...draft, category: "" })}`}
          org={org}
          template={template}
          first={draft}
          begun={begun}
        />
      ) : (
        <>
          <div className="max-w-80">
            <PhonePreview
              components={template.components}
              values={examplesOf(template)}
              media={mediaOf(org, template.headerFile)}
            />
          </div>
          <Versions template={template} onTake={null} />
        </>
      )}
    </div>
  );
}

type EditProps = { org: string; template: StudioTemplate; first: TemplateDraft; begun: KeptDraft | null };

function Edit({ org, template, first, begun }: EditProps) {
  const t = useTranslations("templates");
  const trpc = useTRPC();
  const client = useQueryClient();
  const words = useTemplateRefusal();
  // Held: saving what is written makes a draft, with which the form must not begin again.
  const [keptBefore] = useState(begun);
  /** Of any text: its name and language stay, and once approved its category. */
  const own = (draft: TemplateDraft): TemplateDraft => ({
    ...draft,
    name: first.name,
    language: first.language,
    category: template.status === "APPROVED" ? first.category : draft.category,
  });
  const hand = useTemplateDraft(keptBefore ? own(keptBefore.draft) : first);
  const kept = useKeptDraft({
    hand,
    kept: keptBefore,
    connectionId: template.connectionId,
    templateId: template.id,
    without: first,
  });
  const shown = { ...hand, draft: own(hand.draft) };
  const edit = useMutation(
    trpc.templates.edit.mutationOptions({
      onError: kept.goOn,
      onSuccess: async () => {
        toast(t("submitted"));
        for (const { queryKey } of [trpc.templates.drafts, trpc.templates.versions, trpc.templates.studio])
          await client.invalidateQueries({ queryKey: queryKey() });
      },
    }),
  );
  const submit = async () =>
    edit.mutate({ templateId: template.id, draft: shown.draft, draftId: await kept.end() });
  const take = ({ draft }: TemplateVersion) => {
    hand.replace(own(draft));
    toast(t("versions.taken"));
  };
  return (
    <>
      <DraftForm
        org={org}
        kept={kept}
        hand={shown}
        label={t("resubmit")}
        note={t("editNote")}
        fixedCategory={template.status === "APPROVED"}
        busy={edit.isPending}
        refused={edit.error ? words(edit.error) : null}
        onSubmit={() => void submit()}
      />
      <Versions template={template} onTake={take} />
    </>
  );
}

function examplesOf({ components }: StudioTemplate): Record<string, string> {
  return Object.fromEntries(
    placeholdersOf(components).flatMap(({ key, example }) => (example ? [[key, example] as const] : [])),
  );
}
