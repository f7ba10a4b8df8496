"use client";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc";
import { cn } from "@/components/ui/cn";
import { piecesOf } from "@/server/conversations/mentions/rules/named";
import { ForeignPieces } from "../foreign-text";
import { usePeople } from "./use-people";

/** The words of a note with whom it names as chips; oneself, also by a team, stands out. */
export function NamingText({ text }: { text: string }) {
  const people = usePeople();
  const trpc = useTRPC();
  const { data: me } = useQuery(trpc.organizations.me.queryOptions());
  return (
    <p dir="auto" className="foreign">
      {piecesOf(text, people).map((piece, place) =>
        piece.ids.length > 0 ? (
          <bdi
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one immutable text have no other identity.
            key={place}
            className={cn(
              "rounded-sm border border-note-line px-1 font-medium",
              me && piece.ids.includes(me.id) ? "bg-note-ink text-note" : "text-note-ink",
            )}
          >
            {piece.text}
          </bdi>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one immutable text have no other identity.
          <ForeignPieces key={place} text={piece.text} />
        ),
      )}
    </p>
  );
}
