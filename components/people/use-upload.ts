import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRefusal } from "@/components/use-refusal";

interface Sending {
  name: string;
  done: number;
  total: number;
}

/** Sends a file of contacts as it is, and says how far it is. A refusal comes in words. */
export function useUpload(org: string, onDone: (importId: string) => void) {
  const t = useTranslations("people.import");
  const refusal = useRefusal();
  const [sending, setSending] = useState<Sending | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const send = (file: File) => {
    setRefused(null);
    setSending({ name: file.name, done: 0, total: Math.max(1, file.size) });
    // fetch() tells nothing of what has left already.
    const request = new XMLHttpRequest();
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => setSending({ name: file.name, done: loaded, total });
    request.onload = () => {
      setSending(null);
      const answer = request.response as Answer | null;
      if (request.status === 200 && answer?.importId) return onDone(answer.importId);
      setRefused(t("notTaken", { reason: wordsOf(answer) }));
    };
    request.onerror = () => {
      setSending(null);
      setRefused(refusal("UNAVAILABLE"));
    };
    request.open("POST", `/api/imports?${new URLSearchParams({ org, name: file.name })}`);
    request.send(file);
  };
  const wordsOf = (answer: Answer | null) => {
    const { reason, at } = answer?.details ?? {};
    const known = `fileReason.${reason}` as "fileReason.empty";
    return reason && t.has(known) ? t(known, { at: at ?? 0 } as never) : refusal(answer?.code ?? "UNKNOWN");
  };
  return { sending, refused, send };
}

interface Answer {
  importId?: string;
  code?: string;
  details?: { reason?: string; at?: number };
}
