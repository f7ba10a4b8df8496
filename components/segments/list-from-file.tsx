"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Name } from "@/components/inbox/foreign-text";
import { useTRPC } from "@/components/trpc";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useRefusal } from "@/components/use-refusal";

type ListFromFileProps = {
  org: string;
  /** Where one does not go to the list's own page. */
  onMade?: (segmentId: string) => void;
};

/** A file of phones, addresses or codes becomes a list of the contacts that they belong to. */
export function ListFromFile({ org, onMade }: ListFromFileProps) {
  const t = useTranslations("segments");
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const made = (segmentId: string) => {
    if (!onMade) return router.push(`/${org}/contacts/segments/${segmentId}`);
    setOpen(false);
    onMade(segmentId);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button>{t("fromFile")}</Button>}
      title={t("file.title")}
      description={t("file.lead")}
    >
      <FileForm org={org} onMade={made} />
    </Dialog>
  );
}

function FileForm({ org, onMade }: Required<ListFromFileProps>) {
  const t = useTranslations("segments");
  const [name, setName] = useState("");
  const [file, setFile] = useState<File | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const { send, sending, refused } = useSend(org, onMade);
  return (
    <form
      className="grid gap-4 pt-1"
      onSubmit={(event) => {
        event.preventDefault();
        if (file && name.trim()) void send(name.trim(), file);
      }}
    >
      <Field label={t("name")}>
        {(control) => (
          <Input {...control} value={name} maxLength={80} onChange={({ target }) => setName(target.value)} />
        )}
      </Field>
      <div className="flex min-w-0 items-center gap-3">
        <Button onClick={() => field.current?.click()}>{t("file.choose")}</Button>
        <Name className="min-w-0 truncate text-ink-2">{file?.name ?? ""}</Name>
        <input
          ref={field}
          type="file"
          accept=".csv,.tsv,.txt,.xlsx,text/csv"
          aria-label={t("file.chosen")}
          tabIndex={-1}
          className="sr-only"
          onChange={({ target }) => {
            const chosen = target.files?.[0] ?? null;
            setFile(chosen);
            if (chosen && !name) setName(chosen.name.replace(/\.\w+$/, "").slice(0, 80));
          }}
        />
      </div>
      <div aria-live="polite" className="empty:hidden">
        {refused ? <Banner tone="red">{refused}</Banner> : null}
      </div>
      <div className="flex justify-end">
        <Button type="submit" look="primary" busy={sending} disabled={!file || !name.trim()}>
          {sending ? t("file.reading") : t("file.make")}
        </Button>
      </div>
    </form>
  );
}

interface Answer {
  segmentId?: string;
  code?: string;
  details?: { reason?: string; at?: number; what?: string };
}

function useSend(org: string, onMade: (segmentId: string) => void) {
  const t = useTranslations("segments");
  const reasons = useTranslations("people.import");
  const refusal = useRefusal();
  const trpc = useTRPC();
  const client = useQueryClient();
  const [clientSegmentId] = useState(() => crypto.randomUUID());
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const wordsOf = ({ code, details = {} }: Answer) => {
    if (code === "CONFLICT" && details.what === "name") return t("taken");
    const known = `fileReason.${details.reason}` as "fileReason.empty";
    const told = details.reason && reasons.has(known);
    return told ? reasons(known, { at: details.at ?? 0 } as never) : refusal(code ?? "UNKNOWN");
  };
  const send = async (name: string, file: File) => {
    setRefused(null);
    setSending(true);
    const query = new URLSearchParams({ org, name, file: file.name, id: clientSegmentId });
    const answer = await fetch(`/api/segments?${query}`, { method: "POST", body: file })
      .then((response) => response.json() as Promise<Answer>)
      .catch((): Answer => ({ code: "UNAVAILABLE" }));
    setSending(false);
    if (!answer.segmentId) return setRefused(t("file.notTaken", { reason: wordsOf(answer) }));
    await client.invalidateQueries({ queryKey: trpc.segments.pathKey() });
    onMade(answer.segmentId);
  };
  return { send, sending, refused };
}
