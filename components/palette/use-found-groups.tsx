"use client";
import { useQuery } from "@tanstack/react-query";
import { File, Lock, MessageSquare, Search, UserRound } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Found } from "@/components/inbox/api";
import { Segments } from "@/components/inbox/found-words";
import { permalink } from "@/components/inbox/place";
import { plain } from "@/components/inbox/work/matches";
import { useTRPC } from "@/components/trpc";
import type { PaletteGroup, PaletteItem } from "@/components/ui/command-palette";
import type { Stage } from "./stage";

type FoundOf = {
  org: string;
  stage: Stage;
  /** What the server is asked, and what is typed already. */
  query: string;
  typed: string;
  go: (href: string) => void;
};

const few = 5;

/** Conversations on screen at once; people, messages and files as the server finds them, and the way to all of it. */
export function useFoundGroups({ org, stage, query, typed, go }: FoundOf): {
  groups: PaletteGroup[];
  busy: boolean;
} {
  const t = useTranslations("common.palette");
  const finding = useTranslations("finding");
  const unnamed = useTranslations("inbox.contact")("unnamed");
  const { data, isFetching, isError } = useQuery(
    useTRPC().conversations.search.queryOptions(
      { query },
      { enabled: query !== "", placeholderData: (before) => before },
    ),
  );
  const open = (conversationId: string, messageId: string | null) => () => {
    if (stage.open) stage.open(conversationId, messageId);
    else go(messageId ? permalink(org, conversationId, messageId) : `/${org}/inbox/${conversationId}`);
  };
  const rows = rowsOf(stage, typed);
  const found: Found = typed && data ? data : { contacts: [], conversations: [], messages: [], files: [] };
  const people: PaletteItem[] = found.contacts
    .filter((one) => !rows.some((row) => row.id === one.conversationId))
    .slice(0, few)
    .map((one) => ({
      id: `person ${one.contactId}`,
      label: one.contactName ?? unnamed,
      shown: one.name.length > 0 ? <Segments pieces={one.name} /> : unnamed,
      hint: <Segments pieces={one.addressMarked} />,
      icon: <UserRound size={14} />,
      onChoose: open(one.conversationId, null),
    }));
  const said = (hit: Found["messages"][number]): PaletteItem => ({
    id: `${hit.file && hit.kind === "document" ? "file" : "message"} ${hit.file?.id ?? hit.id}`,
    label: hit.snippet.map((piece) => piece.text).join(""),
    shown: <Segments pieces={hit.snippet} />,
    hint: hit.contactName ?? hit.address ?? unnamed,
    icon: hit.direction === "note" ? <Lock size={14} /> : <MessageSquare size={14} />,
    onChoose: open(hit.conversationId, hit.id),
  });
  const everything: PaletteItem = {
    id: "everything",
    label: finding("palette.everything", { query: typed }),
    icon: <Search size={14} />,
    onChoose: () => (stage.find ? stage.find(typed) : go(`/${org}/inbox?find=${encodeURIComponent(typed)}`)),
  };
  const listed = rows.map((row) => ({
    id: row.id,
    label: row.name,
    ...(row.last ? { hint: row.last } : {}),
    icon: <MessageSquare size={14} />,
    onChoose: open(row.id, null),
  }));
  return {
    busy: isFetching,
    groups: [
      { id: "rows", heading: t("conversations"), items: listed },
      { id: "people", heading: t("people"), items: people },
      { id: "said", heading: finding("kind.messages"), items: found.messages.slice(0, few).map(said) },
      {
        id: "files",
        heading: finding("kind.files"),
        items: found.files
          .slice(0, few)
          .map((hit) => ({ ...said(hit), id: `name ${hit.file?.id}`, icon: <File size={14} /> })),
      },
      {
        id: "all",
        heading: finding("label"),
        items: typed && query === typed && (!isFetching || isError) ? [everything] : [],
      },
    ],
  };
}

/** The rows on screen by name or number; all of them while nothing is typed. */
function rowsOf({ rows = [] }: Stage, typed: string) {
  const digits = typed.replace(/\D/g, "");
  const fits = ({ name, address }: (typeof rows)[number]) =>
    plain(`${name} ${address ?? ""}`).includes(plain(typed)) ||
    (digits.length > 2 && (address ?? "").replace(/\D/g, "").includes(digits));
  return rows.filter(fits).slice(0, typed ? few : 8);
}
