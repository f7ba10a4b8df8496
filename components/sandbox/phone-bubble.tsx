"use client";
import { Ban, CircleAlert, Hourglass, Smartphone } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Name } from "@/components/inbox/foreign-text";
import { PreviewLine } from "@/components/inbox/preview-line";
import { cn } from "@/components/ui/cn";
import { previewType } from "./kinds";
import { PhoneActions } from "./phone-actions";
import { PhoneChoices } from "./phone-choices";
import { PhoneContent } from "./phone-content";
import type { Target } from "./phone-screen";
import type { PhoneMessage } from "./types";
import type { Phone } from "./use-phone";

type PhoneBubbleProps = {
  message: PhoneMessage;
  joined: boolean;
  phone: Phone;
  businessName: string;
  onTarget: (target: Target) => void;
};

/** A message on the customer's phone: their own right, the business's left with its buttons below. */
export function PhoneBubble({ message, joined, phone, businessName, onTarget }: PhoneBubbleProps) {
  const own = message.side === "customer";
  return (
    <article
      id={message.id}
      className={cn(
        "group flex flex-col px-3",
        joined ? "pt-0.5" : "pt-2",
        own ? "items-end" : "items-start",
      )}
    >
      <div className={cn("flex w-full items-center gap-0.5", own && "flex-row-reverse")}>
        <div className={cn("min-w-0 max-w-[84%]", wide(message) && "w-72")}>
          <div
            className={cn(
              "px-3 pt-1.5 pb-1",
              own
                ? "rounded-lg rounded-br-xs bg-accent-soft"
                : "rounded-lg rounded-bl-xs border border-line bg-theirs",
            )}
          >
            {message.revoked ? (
              <Revoked own={own} />
            ) : (
              <>
                <Quoted message={message} businessName={businessName} />
                <PhoneContent message={message} phone={phone} />
              </>
            )}
            <Foot message={message} />
          </div>
          {message.revoked ? null : <PhoneChoices message={message} phone={phone} />}
        </div>
        {message.revoked ? null : <PhoneActions message={message} phone={phone} onTarget={onTarget} />}
      </div>
      <Reactions message={message} />
    </article>
  );
}

const wide = ({ body, revoked }: PhoneMessage) =>
  !revoked && (body.type === "template" || body.type === "menu");

function Revoked({ own }: { own: boolean }) {
  const t = useTranslations("sandbox.message");
  return (
    <p className="flex items-center gap-1.5 text-ink-3 italic">
      <Ban size={13} aria-hidden />
      {t(own ? "deleted" : "deletedTheirs")}
    </p>
  );
}

function Quoted({ message: { replyTo }, businessName }: { message: PhoneMessage; businessName: string }) {
  const t = useTranslations("sandbox.message");
  if (!replyTo) return null;
  return (
    <a
      href={`#${CSS.escape(replyTo.id)}`}
      onClick={(event) => {
        event.preventDefault();
        document.getElementById(replyTo.id)?.scrollIntoView({ block: "center" });
      }}
      className="thread mb-1 block rounded-sm bg-sunken py-0.5 pr-2 pl-2.5 text-sm before:w-[2px] before:bg-control"
    >
      <Name className="font-medium text-ink-2">{replyTo.side === "customer" ? t("you") : businessName}</Name>
      <span className="line-clamp-2 [overflow-wrap:anywhere] text-ink-3">
        <PreviewLine type={previewType(replyTo.kind)} text={replyTo.line} />
      </span>
    </a>
  );
}

function Foot({ message }: { message: PhoneMessage }) {
  const t = useTranslations("sandbox.message");
  const format = useFormatter();
  return (
    <p className="figures mt-0.5 flex items-center justify-end gap-1 text-2xs text-ink-3">
      {message.fromBusinessPhone ? (
        <span className="mr-auto inline-flex items-center gap-1 pr-3">
          <Smartphone size={10} aria-hidden />
          {t("fromPhone")}
        </span>
      ) : null}
      {message.edited && !message.revoked ? <span>{t("edited")}</span> : null}
      <time dateTime={message.at.toISOString()}>
        {format.dateTime(message.at, { hour: "numeric", minute: "2-digit" })}
      </time>
      {message.side === "customer" ? <OwnTicks read={message.state === "read"} /> : null}
    </p>
  );
}

/** Two ticks: the business has it. Heavier and blue: the business read it. */
function OwnTicks({ read }: { read: boolean }) {
  const t = useTranslations("sandbox.message");
  const said = t(read ? "read" : "sent");
  return (
    <svg
      role="img"
      aria-label={said}
      viewBox="0 0 20 14"
      width={18}
      height={13}
      fill="none"
      stroke="currentColor"
      strokeWidth={read ? 2.1 : 1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      className={read ? "text-info" : "text-ink-3"}
    >
      <title>{said}</title>
      <path d="M1.500 7.600l3 3 6.300-7" />
      <path d="M8.200 9.500l1.200 1.100 6.300-7" />
    </svg>
  );
}

function Reactions({ message }: { message: PhoneMessage }) {
  if (message.reactions.length === 0) return null;
  return (
    <ul className="relative z-[1] -mt-1 flex gap-1 px-2">
      {message.reactions.map(({ by, emoji }) => (
        <li key={by} className="rounded-full border border-line-strong bg-raised px-1.5 text-sm">
          {emoji}
        </li>
      ))}
    </ul>
  );
}

/** A message that is not here: on its way, kept back, or lost with the carrier's reason. */
export function PhoneGhost({ message }: { message: PhoneMessage }) {
  const t = useTranslations("sandbox.message");
  const { state, error } = message;
  if (state === "failed")
    return (
      <Ghost icon={<CircleAlert size={13} aria-hidden className="text-red-ink" />} detail={error?.details}>
        {t("failed", { code: error?.code ?? "?" })}
      </Ghost>
    );
  return (
    <Ghost icon={<Hourglass size={12} aria-hidden />}>{t(state === "held" ? "held" : "underway")}</Ghost>
  );
}

function Ghost({
  icon,
  detail,
  children,
}: {
  icon: ReactNode;
  detail?: string | undefined;
  children: ReactNode;
}) {
  return (
    <div className="px-3 pt-2">
      <div className="max-w-[84%] rounded-lg border border-dashed border-control px-3 py-1.5 text-sm text-ink-3">
        <p className="flex items-baseline gap-1.5 text-pretty [&>svg]:translate-y-[2px]">
          {icon}
          {children}
        </p>
        {detail ? (
          <p lang="en" className="mt-0.5 pl-[19px] [overflow-wrap:anywhere]">
            {detail}
          </p>
        ) : null}
      </div>
    </div>
  );
}
