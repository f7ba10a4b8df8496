"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/trpc";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import type { StudioTemplate } from "./template-types";
import { useTemplateRefusal, useTemplateWords } from "./use-template-words";

type DeleteTemplateProps = { org: string; template: StudioTemplate; languages: number };

/** Asks before a template goes: this language, or all of its name. */
export function DeleteTemplate({ org, template, languages }: DeleteTemplateProps) {
  const t = useTranslations("templates.delete");
  const [open, setOpen] = useState(false);
  const words = useTemplateWords();
  const refusal = useTemplateRefusal();
  const { remove, isPending, error } = useDelete(org, languages, () => setOpen(false));
  const erase = (everyLanguage: boolean) => remove({ templateId: template.id, everyLanguage });
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button look="danger">{t("open")}</Button>}
      title={t("title", { name: template.name })}
      description={t("text")}
    >
      <div className="grid gap-3">
        {error ? <Banner tone="red">{refusal(error)}</Banner> : null}
        <div className="flex flex-wrap justify-end gap-2">
          {languages > 1 ? (
            <Button look="danger" busy={isPending} onClick={() => erase(false)}>
              {t("one", { language: words.language(template.language) })}
            </Button>
          ) : null}
          <Button look="danger" busy={isPending} onClick={() => erase(true)}>
            {t("all", { count: languages })}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

/** With nothing left of the name the list comes back; with other languages the page stays with them. */
function useDelete(org: string, languages: number, onClose: () => void) {
  const t = useTranslations("templates.delete");
  const trpc = useTRPC();
  const client = useQueryClient();
  const router = useRouter();
  const { mutate, isPending, error } = useMutation(
    trpc.templates.delete.mutationOptions({
      onSuccess: async (_, { everyLanguage }) => {
        toast(t("done"));
        onClose();
        if (everyLanguage || languages === 1) router.push(`/${org}/templates`);
        await client.invalidateQueries({ queryKey: trpc.templates.studio.queryKey() });
      },
    }),
  );
  return { remove: mutate, isPending, error };
}
