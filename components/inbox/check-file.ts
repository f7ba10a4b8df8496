import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/router";

type Limits = inferRouterOutputs<AppRouter>["channels"]["capabilities"]["media"];

export type Unfit =
  | { why: "type" }
  /** Its bytes are something else than its name says. */
  | { why: "lies"; found: string }
  | { why: "size"; maxBytes: number }
  | { why: "empty" };

/** The bytes say what a file is; only this kind has no mark of its own and is believed by name. */
const unmarked = "text/plain";

/** Why a channel would not take a file, found out before anything is sent; null when it would. The server judges again. */
export async function checkFile(file: File, limits: Limits): Promise<Unfit | null> {
  if (file.size === 0) return { why: "empty" };
  const { fileTypeFromBlob } = await import("file-type");
  const found = await fileTypeFromBlob(file).catch(() => undefined);
  const mime = found?.mime.split(";")[0] ?? (file.type === unmarked ? unmarked : null);
  const limit = limits.find((one) => one.kind !== "sticker" && mime !== null && one.mimes.includes(mime));
  const claimed = limits.some((one) => one.kind !== "sticker" && one.mimes.includes(file.type));
  if (!limit) return claimed ? { why: "lies", found: found?.ext.toUpperCase() ?? "?" } : { why: "type" };
  return file.size > limit.maxBytes ? { why: "size", maxBytes: limit.maxBytes } : null;
}
