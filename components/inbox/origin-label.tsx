import {
  Bot,
  type LucideIcon,
  Megaphone,
  Plug,
  Smartphone,
  TimerReset,
  UserRound,
  Workflow,
} from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { MessageView } from "./types";

const icons: Record<MessageView["origin"], LucideIcon> = {
  customer: UserRound,
  agent: UserRound,
  bot: Bot,
  campaign: Megaphone,
  automatic: TimerReset,
  api: Plug,
  phone: Smartphone,
  system: Workflow,
};

/** Who speaks for us, when it is not simply a person writing: icon, kind and name. */
export function OriginLabel({ message }: { message: MessageView }) {
  const t = useTranslations("inbox");
  const { origin, content, author, campaign } = message;
  const template = content.type === "template" ? content.name : null;
  if (origin === "customer" || (origin === "agent" && !template && !author)) return null;
  const Icon = icons[origin];
  const named = origin === "agent" ? author?.name : t(`origin.${origin}`);
  return (
    <p className="mb-0.5 flex min-w-0 items-center gap-1 text-sm text-ink-3">
      {origin === "agent" ? null : <Icon size={12} aria-hidden className="shrink-0" />}
      <bdi className="truncate">
        {named}
        {campaign ? (
          <>
            {" · "}
            {campaign.href ? (
              <Link href={campaign.href} className="underline-offset-2 hover:underline">
                {campaign.name}
              </Link>
            ) : (
              campaign.name
            )}
          </>
        ) : null}
        {template ? `${named || campaign ? " · " : ""}${t("message.fromTemplate")} ${template}` : null}
      </bdi>
    </p>
  );
}
