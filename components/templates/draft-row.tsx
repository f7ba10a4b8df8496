import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { Name } from "@/components/inbox/foreign-text";
import { DRAFT } from "./families";
import { StateBadge } from "./state-badge";
import type { KeptDraft } from "./template-types";
import { useTemplateWords } from "./use-template-words";

/** A template in the making that the carrier has not seen: who wrote it last, and when. */
export function DraftRow({ org, kept }: { org: string; kept: KeptDraft }) {
  const t = useTranslations("templates.kept");
  const words = useTemplateWords();
  const format = useFormatter();
  const { id, draft, author, savedAt } = kept;
  return (
    <li className="relative grid [contain-intrinsic-size:auto_62px] [content-visibility:auto] grid-cols-[minmax(0,1fr)_auto_176px] items-center gap-x-6 gap-y-1.5 px-4 py-2.5 hover:bg-hover max-md:grid-cols-1">
      <div className="grid min-w-0 gap-0.5">
        <p className="flex min-w-0 flex-wrap items-baseline gap-x-2">
          <Link
            href={`/${org}/templates/new?draft=${id}`}
            className="min-w-0 truncate font-medium outline-offset-2 after:absolute after:inset-0 hover:underline"
          >
            {draft.name ? <Name>{draft.name}</Name> : t("nameless")}
          </Link>
          <span className="text-sm text-ink-3">{words.category(draft.category)}</span>
        </p>
        <p dir="auto" className="truncate text-ink-2">
          {draft.body || t("empty")}
        </p>
      </div>
      <div className="flex flex-wrap justify-end gap-1 max-md:justify-start">
        <StateBadge status={DRAFT} before={words.language(draft.language)} />
      </div>
      <p className="grid text-sm text-ink-3 md:text-right">
        <Name>{author}</Name>
        <time className="figures">
          {format.dateTime(new Date(savedAt), { dateStyle: "short", timeStyle: "short" })}
        </time>
      </p>
    </li>
  );
}
