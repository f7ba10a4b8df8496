"use client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTimeZone, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { HoursEditor, hoursAreWhole } from "@/components/settings/hours-editor";
import { useWrite } from "@/components/settings/use-write";
import { useTRPC } from "@/components/trpc";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useRefusal } from "@/components/use-refusal";
import type { BusinessHours } from "@/server/organizations/rules/business-hours";

type ShiftDialogProps = { member: { id: string; name: string }; trigger: ReactNode };

/** When a member works. */
export function ShiftDialog({ member, trigger }: ShiftDialogProps) {
  const t = useTranslations("settings.shift");
  const action = useTranslations("common.action");
  const zone = useTimeZone() ?? "UTC";
  const trpc = useTRPC();
  const refusal = useRefusal();
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState<BusinessHours | null | undefined>(undefined);
  const [wrong, setWrong] = useState<string | null>(null);
  const { data } = useQuery(trpc.organizations.presence.shifts.queryOptions(undefined, { enabled: open }));
  const write = useWrite([trpc.organizations.presence.shifts.queryKey()]);
  const set = useMutation(
    trpc.organizations.presence.setShift.mutationOptions({
      ...write,
      onSuccess: () => {
        write.onSuccess();
        setOpen(false);
      },
      onError: (refused) => setWrong(refusal(refused)),
    }),
  );
  const kept = data?.find((one) => one.memberId === member.id)?.shift ?? null;
  const shift = draft === undefined ? kept : draft;
  return (
    <Dialog
      as="sheet"
      width={520}
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setDraft(undefined);
        setWrong(null);
      }}
      title={t("of", { name: member.name })}
      description={t("lead")}
      trigger={trigger}
      actions={
        <Button
          look="primary"
          busy={set.isPending}
          disabled={!data || !hoursAreWhole(shift)}
          onClick={() => set.mutate({ memberId: member.id, shift })}
        >
          {action("save")}
        </Button>
      }
    >
      <div className="grid gap-4">
        {wrong ? <Banner tone="red">{wrong}</Banner> : null}
        {data ? (
          <HoursEditor
            value={shift}
            onChange={setDraft}
            timeZone={zone}
            without={{ label: t("without"), hint: t("withoutHint") }}
          />
        ) : null}
      </div>
    </Dialog>
  );
}
