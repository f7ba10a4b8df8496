"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { errorCode } from "@/components/query-client";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useRefusal } from "@/components/use-refusal";

type DraftDialogProps = {
  title: string;
  /** Something there is changed: the button that opens it says only that. */
  edits: boolean;
  /** Whether it can be kept as it stands. */
  whole: boolean;
  /** Said of a CONFLICT: something is called so. */
  taken: string;
  archive: string;
  /** Back to how it began. */
  onReset: () => void;
  onSave: () => Promise<unknown>;
  onArchive?: (() => Promise<unknown>) | undefined;
  /** As a sheet of so many px at the side, for what is long. */
  sheet?: number;
  /** The fields, with what is wrong. */
  children: (wrong: string | null) => ReactNode;
};

/** Makes, changes or archives something with a name; refused, it stays open and says why. */
export function DraftDialog(props: DraftDialogProps) {
  const { title, edits, whole, taken, archive, onReset, onSave, onArchive, sheet } = props;
  const action = useTranslations("common.action");
  const refusal = useRefusal();
  const form = useId();
  const [open, setOpen] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const run = async (write: () => Promise<unknown>) => {
    setBusy(true);
    await write().then(
      () => setOpen(false),
      (refused) => setWrong(errorCode(refused) === "CONFLICT" ? taken : refusal(refused)),
    );
    setBusy(false);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (whole) void run(onSave);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        onReset();
        setWrong(null);
      }}
      {...(sheet ? { as: "sheet" as const, width: sheet } : {})}
      title={title}
      trigger={
        edits ? (
          <Button size="sm" aria-label={title}>
            {action("edit")}
          </Button>
        ) : (
          <Button size="sm">{title}</Button>
        )
      }
      actions={
        <>
          {onArchive ? (
            <Button busy={busy} onClick={() => void run(onArchive)} className="mr-auto">
              {archive}
            </Button>
          ) : null}
          <Button type="submit" form={form} look="primary" busy={busy} disabled={!whole}>
            {action("save")}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} noValidate className={sheet ? "grid gap-5" : "grid gap-4"}>
        {props.children(wrong)}
      </form>
    </Dialog>
  );
}
