"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Search, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/trpc";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Input } from "@/components/ui/input";
import { findCanned } from "@/server/conversations/canned/rules/find";
import { CannedDialog, type CannedReply } from "./canned-dialog";
import { SettingsPage, SettingsSection } from "./section";

type CannedRepliesProps = { mayWrite: boolean; mayShare: boolean };

/** The member's own canned replies and the shared ones: found, read, made and changed. */
export function CannedReplies({ mayWrite, mayShare }: CannedRepliesProps) {
  const t = useTranslations("composing.canned");
  const nav = useTranslations("settings.nav");
  const trpc = useTRPC();
  const { data: all } = useSuspenseQuery(trpc.canned.list.queryOptions());
  const [typed, setTyped] = useState("");
  const found = findCanned(all, typed.replace(/^\//, ""));
  // In one place, with or without replies: the first that arrives must not take away a form that is being written.
  const create = mayWrite ? (
    <CannedDialog mayShare={mayShare} trigger={<Button look="primary">{t("create")}</Button>} />
  ) : null;
  return (
    <SettingsPage title={nav("canned")} lead={t("lead")} action={create}>
      {all.length === 0 ? (
        <EmptyState title={t("emptyTitle")} text={t("emptyText")} />
      ) : (
        <div className="grid gap-4">
          <Input
            type="search"
            aria-label={t("search")}
            placeholder={t("search")}
            lead={<Search size={14} aria-hidden />}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          {found.length === 0 ? <EmptyState title={t("noneFound")} /> : null}
          <Part title={t("mine")} list={found.filter((one) => !one.shared)} mayShare={mayShare} mayChange />
          <Part
            title={t("shared")}
            list={found.filter((one) => one.shared)}
            mayShare={mayShare}
            mayChange={mayShare}
          />
        </div>
      )}
    </SettingsPage>
  );
}

type PartProps = { title: string; list: CannedReply[]; mayShare: boolean; mayChange: boolean };

function Part({ title, list, mayShare, mayChange }: PartProps) {
  if (list.length === 0) return null;
  return (
    <SettingsSection title={title}>
      {list.map((canned) => (
        <Row key={canned.id} canned={canned} mayShare={mayShare} mayChange={mayChange} />
      ))}
    </SettingsSection>
  );
}

function Row({ canned, mayShare, mayChange }: { canned: CannedReply } & Omit<PartProps, "title" | "list">) {
  const t = useTranslations("composing.canned");
  const action = useTranslations("common.action");
  const language = useTranslations("common.language");
  return (
    <div className="flex items-center justify-between gap-4 px-4 py-3">
      <div className="min-w-0">
        <p className="flex min-w-0 items-center gap-2">
          <bdi className="truncate font-medium">/{canned.shortcut}</bdi>
          {canned.shared ? (
            <Users size={13} role="img" aria-label={t("shared")} className="shrink-0 text-ink-3" />
          ) : null}
          {canned.folder ? (
            <Badge>
              <bdi className="max-w-28 truncate">{canned.folder}</bdi>
            </Badge>
          ) : null}
          <span className="shrink-0 text-sm text-ink-3">{language(canned.language)}</span>
        </p>
        <p className="line-clamp-2 text-ink-2 [overflow-wrap:anywhere]" dir="auto">
          {canned.body}
        </p>
      </div>
      {mayChange ? (
        <CannedDialog
          canned={canned}
          mayShare={mayShare}
          trigger={
            <Button size="sm" aria-label={t("editOf", { shortcut: canned.shortcut })}>
              {action("edit")}
            </Button>
          }
        />
      ) : null}
    </div>
  );
}
