"use client";
import { useQuery } from "@tanstack/react-query";
import { FileText } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { Name } from "@/components/inbox/foreign-text";
import { useTRPC } from "@/components/trpc";
import { Section } from "./section";

/** The files of a contact's conversations, the newest first. */
export function FilesCard({ org, contactId }: { org: string; contactId: string }) {
  const t = useTranslations("profile.files");
  const format = useFormatter();
  const trpc = useTRPC();
  const { data: files } = useQuery(trpc.conversations.files.queryOptions({ contactId }));
  if (!files) return null;
  return (
    <Section title={t("title")}>
      {files.length === 0 ? <p className="text-ink-3">{t("none")}</p> : null}
      <ul className="grid gap-0.5">
        {files.map(({ id, name, mime, direction, at }) => (
          <li key={id}>
            <a
              href={`/api/media/${id}?org=${org}`}
              target="_blank"
              rel="noreferrer"
              className="-mx-1.5 flex items-center gap-2 rounded-md px-1.5 py-1 hover:bg-hover"
            >
              <FileText size={14} aria-hidden className="shrink-0 text-ink-3" />
              <span className="min-w-0 flex-1">
                <Name>{name ?? `${t("unnamed")} (${mime.split(";")[0]})`}</Name>
                <span className="text-sm text-ink-3">
                  {t(direction)} ·{" "}
                  <time dateTime={at.toISOString()}>{format.dateTime(at, { dateStyle: "medium" })}</time>
                </span>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </Section>
  );
}
