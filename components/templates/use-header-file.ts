import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { useRefusal } from "@/components/use-refusal";
import { type HeaderFile, type HeaderFileKind, headerFiles } from "@/server/templates/rules/draft";

export interface Sending {
  name: string;
  done: number;
  total: number;
}

/** Takes the example of a header: looked at here, then kept on the server; a refusal comes in words. */
export function useHeaderFile(org: string, onEnd: (file: HeaderFile | null) => void) {
  const t = useTranslations("templates.file");
  const refusal = useRefusal();
  const [sending, setSending] = useState<Sending | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const request = useRef<XMLHttpRequest | null>(null);
  const stop = () => {
    request.current?.abort();
    setSending(null);
    setRefused(null);
  };
  const words = (code: string, kind: HeaderFileKind, file: File) => {
    if (code === "FILE_TOO_LARGE")
      return t("large", { is: megabytes(file.size), most: megabytes(headerFiles[kind].maxBytes) });
    return code === "FILE_NOT_ALLOWED" ? t(`not.${kind}`) : refusal(code);
  };
  const refuse = (code: string, kind: HeaderFileKind, file: File) => {
    onEnd(null);
    setRefused(words(code, kind, file));
  };
  const send = async (kind: HeaderFileKind, file: File) => {
    stop();
    const unfit = await unfitness(kind, file);
    if (unfit) return refuse(unfit, kind, file);
    setSending({ name: file.name, done: 0, total: file.size });
    // fetch() tells nothing of what has left already.
    const sent = new XMLHttpRequest();
    request.current = sent;
    sent.responseType = "json";
    sent.upload.onprogress = ({ loaded, total }) => setSending({ name: file.name, done: loaded, total });
    sent.onload = () => {
      setSending(null);
      if (sent.status === 200 && sent.response) onEnd(sent.response as HeaderFile);
      else refuse((sent.response as { code?: string } | null)?.code ?? "UNKNOWN", kind, file);
    };
    sent.onerror = () => {
      setSending(null);
      refuse("UNAVAILABLE", kind, file);
    };
    sent.open("POST", `/api/template-files?${new URLSearchParams({ org, kind, name: file.name })}`);
    sent.send(file);
  };
  return { sending, refused, send, stop };
}

/** What the server would say, before anything has left. The bytes say what a file is. */
async function unfitness(kind: HeaderFileKind, file: File): Promise<string | null> {
  const { mimes, maxBytes } = headerFiles[kind];
  const { fileTypeFromBlob } = await import("file-type");
  const found = await fileTypeFromBlob(file).catch(() => undefined);
  if (!mimes.some((mime) => mime === found?.mime)) return "FILE_NOT_ALLOWED";
  return file.size > maxBytes ? "FILE_TOO_LARGE" : null;
}

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1_048_576)}`;
