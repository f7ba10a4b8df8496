"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { currentKeys } from "./keys";

type KeysDialogProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** What the keys do on this page: read from where they act. */
export function KeysDialog({ open, onOpenChange }: KeysDialogProps) {
  const t = useTranslations("common.keys");
  const [keys] = useState(currentKeys);
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t("title")} width={400} onlyRead>
      <dl className="grid grid-cols-[1fr_auto] gap-x-6">
        {keys.map((row) => (
          <div
            key={row.shown}
            className="col-span-2 grid grid-cols-subgrid items-center border-b border-line py-1.5 last:border-0"
          >
            <dt className="text-ink-2">{row.does}</dt>
            <dd>
              <Kbd keys={row.shown} />
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
