import { DomainError } from "./errors";
import { storage } from "./storage";

/** Shown in place; everything else is only handed out as a download, so that no file can run as a page of ours. */
const shown = /^(image\/(jpeg|png|webp|gif)|audio\/|video\/|application\/pdf$)/;

/** A stored file as a response, with single ranges (a player seeks with them). Never cached by anybody but the browser. */
export async function serveFile(
  request: Request,
  file: { key: string; mime: string; name: string | null },
  download: boolean,
): Promise<Response> {
  const size = await storage().size(file.key);
  if (size === null) throw new DomainError("NOT_FOUND");
  const inline = shown.test(file.mime) && !download;
  const headers: Record<string, string> = {
    "content-type": shown.test(file.mime) ? file.mime : "application/octet-stream",
    "content-disposition": `${inline ? "inline" : "attachment"}; filename*=UTF-8''${encodeURIComponent(file.name ?? "archivo")}`,
    "x-content-type-options": "nosniff",
    "content-security-policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
    "cache-control": "private, max-age=3600",
    "accept-ranges": "bytes",
  };
  const range = rangeOf(request.headers.get("range"), size);
  if (range === "unsatisfiable")
    return new Response(null, { status: 416, headers: { "content-range": `bytes */${size}` } });
  if (!range)
    return new Response(await storage().stream(file.key), {
      headers: { ...headers, "content-length": String(size) },
    });
  const part = {
    "content-range": `bytes ${range.start}-${range.end}/${size}`,
    "content-length": String(range.end - range.start + 1),
  };
  return new Response(await storage().stream(file.key, range), {
    status: 206,
    headers: { ...headers, ...part },
  });
}

/** One range of RFC 9110; null for none, or for a form that may be answered with the whole. */
export function rangeOf(
  header: string | null,
  size: number,
): { start: number; end: number } | "unsatisfiable" | null {
  const [, from = "", to = ""] = header?.match(/^bytes=(\d*)-(\d*)$/) ?? [];
  if (from === "" && to === "") return null;
  const start = from === "" ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === "" || to === "" ? size - 1 : Math.min(Number(to), size - 1);
  return start > end || start >= size ? "unsatisfiable" : { start, end };
}
