"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { useTRPC } from "@/components/trpc";
import { checkFile, type Unfit } from "./check-file";

export type Uploaded = {
  id: string;
  kind: "image" | "video" | "audio" | "document" | "sticker";
  name: string;
};
export type Upload = {
  name: string;
  state: "uploading" | "ready" | "refused";
  reason?: string;
  uploaded?: Uploaded;
};

/** One file beside the text: checked against the channel's limits, then uploaded while one writes; refused in words. */
export function useUpload(org: string, conversationId: string, numberId: string) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const says = useRefusedFile();
  const [upload, setUpload] = useState<Upload | null>(null);
  const latest = useRef(0);
  const add = async (file: File) => {
    latest.current += 1;
    const mine = latest.current;
    // A file that was taken away, or chosen anew, has nothing more to say.
    const tell = (next: Upload) => mine === latest.current && setUpload(next);
    tell({ name: file.name, state: "uploading" });
    const limits = await client
      .fetchQuery({ ...trpc.channels.capabilities.queryOptions({ numberId }), staleTime: 3_600_000 })
      .catch(() => null);
    const unfit = limits ? await checkFile(file, limits.media) : null;
    if (mine !== latest.current) return;
    if (unfit) return void tell({ name: file.name, state: "refused", reason: says.unfit(unfit, file.name) });
    const answer = await post(file, { org, conversation: conversationId, name: file.name });
    if (answer?.attachmentId) {
      const uploaded = { id: answer.attachmentId, kind: answer.kind, name: file.name };
      return void tell({ name: file.name, state: "ready", uploaded });
    }
    tell({ name: file.name, state: "refused", reason: says.answer(answer, file.name) });
  };
  const clear = () => {
    latest.current += 1;
    setUpload(null);
  };
  return { upload, add, clear };
}

async function post(file: File, query: Record<string, string>): Promise<Answer | null> {
  const headers = { "content-type": file.type || "application/octet-stream" };
  const response = await fetch(`/api/media?${new URLSearchParams(query)}`, {
    method: "POST",
    body: file,
    headers,
  }).catch(() => null);
  return (await response?.json().catch(() => null)) as Answer | null;
}

/** Why a file was not taken, in a sentence: found out here, or by the server. */
function useRefusedFile() {
  const t = useTranslations("inbox.composer");
  const more = useTranslations("composing.file");
  const errors = useTranslations("errors");
  const tooLarge = (name: string, maxBytes = 0) => t("fileTooLarge", { name, max: megabytes(maxBytes) });
  const unfit = (why: Unfit, name: string): string => {
    if (why.why === "size") return tooLarge(name, why.maxBytes);
    if (why.why === "empty") return more("empty", { name });
    const no = t("fileNotAllowed", { name });
    return why.why === "lies" ? `${no} ${more("lies", { found: why.found })}` : no;
  };
  const answer = (said: Answer | null, name: string): string => {
    if (said?.code === "FILE_TOO_LARGE") return tooLarge(name, said.details?.maxBytes);
    if (said?.code === "FILE_NOT_ALLOWED") return t("fileNotAllowed", { name });
    return errors.has(said?.code as never) ? errors(said?.code as "UNKNOWN") : errors("UNKNOWN");
  };
  return { unfit, answer };
}

interface Answer {
  attachmentId?: string;
  kind: Uploaded["kind"];
  code?: string;
  details?: { maxBytes?: number };
}

const megabytes = (bytes: number) => `${Math.round(bytes / 1_048_576)} MB`;
