"use client";
import { useMutation } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { ForeignText, Name } from "@/components/inbox/foreign-text";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import type { Profile } from "./profile-types";
import { Section } from "./section";
import type { useProfile } from "./use-profile";

type NotesCardProps = {
  contactId: string;
  notes: Profile["notes"];
  me: { id: string; seesAll: boolean };
  mayWrite: boolean;
  write: ReturnType<typeof useProfile>["write"];
};

/** What members wrote down about a contact, the newest first. */
export function NotesCard({ contactId, notes, me, mayWrite, write }: NotesCardProps) {
  const t = useTranslations("profile.notes");
  const format = useFormatter();
  const trpc = useTRPC();
  const remove = useMutation(trpc.contacts.removeNote.mutationOptions(write));
  return (
    <Section title={t("title")}>
      {mayWrite ? <NewNote contactId={contactId} write={write} /> : null}
      {notes.length === 0 ? <p className="text-ink-3">{t("none")}</p> : null}
      <ul className="grid gap-2">
        {notes.map(({ id, body, author, createdAt }) => (
          <li
            key={id}
            className="grid gap-0.5 rounded-md border border-dashed border-note-line bg-note px-2.5 py-2"
          >
            <p className="flex items-center gap-2 text-sm text-note-ink">
              <Name className="min-w-0 font-medium">{author.name}</Name>
              <time className="figures shrink-0" dateTime={createdAt.toISOString()}>
                {format.dateTime(createdAt, { dateStyle: "medium", timeStyle: "short" })}
              </time>
              {mayWrite && (me.seesAll || author.id === me.id) ? (
                <button
                  type="button"
                  aria-label={t("remove", { name: author.name })}
                  disabled={remove.isPending}
                  onClick={() => remove.mutate({ noteId: id })}
                  className="ml-auto grid size-6 shrink-0 place-items-center rounded-sm hover:bg-hover"
                >
                  <Trash2 size={12} aria-hidden />
                </button>
              ) : null}
            </p>
            <ForeignText text={body} plain />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function NewNote({ contactId, write }: Pick<NotesCardProps, "contactId" | "write">) {
  const t = useTranslations("profile.notes");
  const trpc = useTRPC();
  const [body, setBody] = useState("");
  // One note, however often the button is pressed.
  const [clientNoteId, setId] = useState(() => crypto.randomUUID());
  const { mutate, isPending } = useMutation(
    trpc.contacts.addNote.mutationOptions({
      ...write,
      onSuccess: () => {
        setBody("");
        setId(crypto.randomUUID());
      },
    }),
  );
  const keep = () => body.trim() && mutate({ contactId, clientNoteId, body });
  return (
    <form
      className="grid gap-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      <Textarea
        rows={2}
        maxLength={4_000}
        aria-label={t("write")}
        placeholder={t("write")}
        value={body}
        onChange={({ target }) => setBody(target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) keep();
        }}
      />
      {body.trim() ? (
        <Button type="submit" size="sm" busy={isPending} className="justify-self-end">
          {t("keep")}
        </Button>
      ) : null}
    </form>
  );
}
