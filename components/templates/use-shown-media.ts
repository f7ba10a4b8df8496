"use client";
import { useEffect, useState } from "react";
import type { HeaderFile } from "@/server/templates/rules/draft";
import type { ShownMedia } from "./phone-preview";

/** Where the example of a header is shown from, once it is kept. */
export const mediaOf = (org: string, file: HeaderFile | null): ShownMedia | null =>
  file && { url: `/api/template-files/${file.fileId}?${new URLSearchParams({ org })}`, name: file.name };

/** A file that was just chosen, shown from the browser itself: at once, and before it is kept. */
export function useChosenFile() {
  const [chosen, setChosen] = useState<ShownMedia | null>(null);
  useEffect(() => (chosen ? () => URL.revokeObjectURL(chosen.url) : undefined), [chosen]);
  const choose = (file: File | null) =>
    setChosen(file && { url: URL.createObjectURL(file), name: file.name });
  return { chosen, choose };
}
