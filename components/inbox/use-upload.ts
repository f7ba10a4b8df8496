"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";

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

/** One file beside the text: uploaded while one writes, refused in words. */
export function useUpload(org: string, conversationId: string) {
  const t = useTranslations("inbox.composer");
  const errors = useTranslations("errors");
  const [upload, setUpload] = useState<Upload | null>(null);
  const add = async (file: File) => {
    setUpload({ name: file.name, state: "uploading" });
    const query = new URLSearchParams({ org, conversation: conversationId, name: file.name });
    const headers = { "content-type": file.type || "application/octet-stream" };
    const response = await fetch(`/api/media?${query}`, { method: "POST", body: file, headers }).catch(
      () => null,
    );
    const answer = (await response?.json().catch(() => null)) as Answer | null;
    if (response?.ok && answer?.attachmentId) {
      const uploaded = { id: answer.attachmentId, kind: answer.kind, name: file.name };
      return setUpload({ name: file.name, state: "ready", uploaded });
    }
    setUpload({ name: file.name, state: "refused", reason: reasonOf(answer, file.name) });
  };
  const reasonOf = (answer: Answer | null, name: string) => {
    if (answer?.code === "FILE_TOO_LARGE")
      return t("fileTooLarge", { name, max: megabytes(answer.details?.maxBytes) });
    if (answer?.code === "FILE_NOT_ALLOWED") return t("fileNotAllowed", { name });
    return errors.has(answer?.code as never) ? errors(answer?.code as "UNKNOWN") : errors("UNKNOWN");
  };
  return { upload, add, clear: () => setUpload(null) };
}

interface Answer {
  attachmentId?: string;
  kind: Uploaded["kind"];
  code?: string;
  details?: { maxBytes?: number };
}

const megabytes = (bytes = 0) => `${Math.round(bytes / 1_048_576)} MB`;
