"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useClock } from "@/components/clock";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import type { ScheduledItem } from "./use-scheduled";

type EditDialogProps = {
  scheduled: ScheduledItem;
  /** Keeps its time. */
  onSave: (body: string) => void;
  /** With another time, or with one at all: its own may have passed. */
  onTime: (body: string) => void;
  onClose: () => void;
};

/** The words of a message that has not left yet. */
export function EditDialog({ scheduled, onSave, onTime, onClose }: EditDialogProps) {
  const t = useTranslations("composing.later");
  const common = useTranslations("common.action");
  const now = useClock();
  const [body, setBody] = useState(scheduled.content.body);
  const ahead = scheduled.sendAt > now;
  const said = body.trim();
  const keep = () => said && (ahead ? onSave(said) : onTime(said));
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("edit")}
      actions={
        <>
          {ahead ? (
            <Button disabled={!said} onClick={() => onTime(said)}>
              {t("act.time")}
            </Button>
          ) : null}
          <Button look="primary" disabled={!said} onClick={keep}>
            {ahead ? common("save") : t("act.time")}
          </Button>
        </>
      }
    >
      <Field label={t("text")}>
        {(control) => (
          <Textarea
            {...control}
            autoFocus
            rows={4}
            maxLength={4096}
            className="max-h-[40dvh]"
            value={body}
            onChange={(event) => setBody(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
              event.preventDefault();
              keep();
            }}
          />
        )}
      </Field>
    </Dialog>
  );
}
