"use client";
import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Name } from "@/components/inbox/foreign-text";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/components/ui/cn";
import { TIMELINE_KINDS, type TimelineKind } from "@/server/conversations/rules/timeline-kinds";
import { Timeline } from "./timeline";

type TimelinePageProps = {
  org: string;
  contact: { id: string; name: string | null; addresses: string[] };
  now: Date;
};

/** One person's whole history, narrowed to what one looks for. */
export function TimelinePage({ org, contact, now }: TimelinePageProps) {
  const t = useTranslations("timeline");
  const inbox = useTranslations("inbox.contact");
  const [kinds, setKinds] = useState<TimelineKind[]>([...TIMELINE_KINDS]);
  const name = contact.name ?? contact.addresses[0] ?? inbox("unnamed");
  return (
    <div className="flex min-h-0 flex-1 flex-col bg-surface">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-2.5">
        <Link
          href={`/${org}/inbox`}
          aria-label={t("back")}
          className="grid size-8 shrink-0 place-items-center rounded-md text-ink-3 hover:bg-hover"
        >
          <ArrowLeft size={17} aria-hidden />
        </Link>
        <Avatar name={name} size={40} />
        <div className="min-w-0 flex-1 basis-44">
          <h1 className="flex min-w-0 text-md font-semibold">
            <span className="sr-only">{t("title", { name: "" })}</span>
            <Name className="min-w-0">{name}</Name>
          </h1>
          <p className="figures truncate text-sm text-ink-3">
            <bdi>{contact.addresses.join(" · ")}</bdi>
          </p>
        </div>
        <Kinds kinds={kinds} onChange={setKinds} />
      </header>
      <Timeline
        org={org}
        contactId={contact.id}
        kinds={kinds}
        now={now}
        onAll={() => setKinds([...TIMELINE_KINDS])}
      />
    </div>
  );
}

type KindsProps = { kinds: TimelineKind[]; onChange: (kinds: TimelineKind[]) => void };

/** Each kind on or off; the last one stays on, since nothing would be left. */
function Kinds({ kinds, onChange }: KindsProps) {
  const t = useTranslations("timeline");
  const toggle = (kind: TimelineKind) => {
    const next = TIMELINE_KINDS.filter((one) => (one === kind ? !kinds.includes(one) : kinds.includes(one)));
    if (next.length > 0) onChange(next);
  };
  return (
    <fieldset className="flex flex-wrap gap-1.5">
      <legend className="sr-only">{t("filter")}</legend>
      {TIMELINE_KINDS.map((kind) => (
        <button
          key={kind}
          type="button"
          aria-pressed={kinds.includes(kind)}
          onClick={() => toggle(kind)}
          className={cn(
            "h-7 rounded-full border px-2.5 text-sm",
            kinds.includes(kind)
              ? "border-accent bg-accent-soft text-ink"
              : "border-control text-ink-2 hover:bg-hover",
          )}
        >
          {t(`kind.${kind}`)}
        </button>
      ))}
    </fieldset>
  );
}
