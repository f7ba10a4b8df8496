"use client";
import { useTranslations } from "next-intl";
import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";

type KeysDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  keys: { keys: string; does: string }[];
};

/** What the keys do on this page. */
export function KeysDialog({ open, onOpenChange, keys }: KeysDialogProps) {
  const t = useTranslations("common.keys");
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t("title")} width={400}>
      <dl className="grid grid-cols-[1fr_auto] gap-x-6">
        {keys.map((row) => (
          <div
            key={row.keys}
            className="col-span-2 grid grid-cols-subgrid items-center border-b border-line py-1.5 last:border-0"
          >
            <dt className="text-ink-2">{row.does}</dt>
            <dd>
              <Kbd keys={row.keys} />
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
