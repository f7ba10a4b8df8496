"use client";
import { useTranslations } from "next-intl";
import { Avatar } from "@/components/ui/avatar";
import { Tooltip } from "@/components/ui/tooltip";
import type { Presence } from "./use-presence";

/** Who else has the conversation open: up to three faces, the rest as a number. */
export function Viewers({ viewers }: Pick<Presence, "viewers">) {
  const t = useTranslations("inbox.presence");
  if (viewers.length === 0) return null;
  const names = t("viewing", { names: viewers.map((one) => one.name).join(", ") });
  return (
    <Tooltip tip={names}>
      <button
        type="button"
        aria-label={names}
        className="flex shrink-0 cursor-default items-center -space-x-1.5"
      >
        {viewers.slice(0, 3).map((one) => (
          <Avatar key={one.id} name={one.name} size={24} className="ring-2 ring-surface" />
        ))}
        {viewers.length > 3 ? (
          <span className="figures pl-2.5 text-sm text-ink-3">+{viewers.length - 3}</span>
        ) : null}
      </button>
    </Tooltip>
  );
}

/** Who is writing to the same customer right now; read out, since a double reply is at stake. */
export function TypingLine({ typing }: Pick<Presence, "typing">) {
  const t = useTranslations("inbox.presence");
  const [first] = typing;
  return (
    <p aria-live="polite" className="px-4 text-sm text-ink-2 empty:hidden">
      {first ? t("writing", { name: first.name, others: typing.length - 1 }) : null}
    </p>
  );
}
