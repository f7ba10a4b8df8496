"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { useSegmentRefusal } from "./use-count";

type ArchiveSegmentProps = { org: string; segment: { id: string; name: string } };

/** Takes a segment out of use, after a word about what that means. */
export function ArchiveSegment({ org, segment }: ArchiveSegmentProps) {
  const t = useTranslations("segments");
  const trpc = useTRPC();
  const client = useQueryClient();
  const router = useRouter();
  const refusal = useSegmentRefusal();
  const archive = useMutation(
    trpc.segments.archive.mutationOptions({
      onSuccess: async () => {
        toast(t("archived"));
        await client.invalidateQueries({ queryKey: trpc.segments.pathKey() });
        router.push(`/${org}/contacts/segments`);
      },
      onError: (refused) => toast(refusal(refused)),
    }),
  );
  return (
    <Dialog
      trigger={<Button look="danger">{t("archive")}</Button>}
      title={t("archiveTitle", { name: segment.name })}
      description={t("archiveText")}
      actions={
        <>
          <DialogClose asChild>
            <Button>{t("cancel")}</Button>
          </DialogClose>
          <Button
            look="danger"
            busy={archive.isPending}
            onClick={() => archive.mutate({ segmentId: segment.id })}
          >
            {t("archive")}
          </Button>
        </>
      }
    />
  );
}
