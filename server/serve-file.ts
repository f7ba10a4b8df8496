import { DomainError } from "./errors";
import { storage } from "./storage";

/** Shown in place; everything else is only handed out as a download, so that no file can run as a page of ours. */
const shown = /^(image\/(jpeg|png|webp|gif)|audio\/|video\/|application\/pdf$)/;

/** A stored file as a response, with single ranges (a player seeks with them). Throws NOT_FOUND. */
export async function serveFile(
  request: Request,
  file: { key: string; mime: string; name: string | null },
  download: boolean,
): Promise<Response> {
  const size = await storage().size(file.key);
  if (size === null) throw new DomainError("NOT_FOUND");
  return serve(request, { ...file, size, read: (range) => storage().stream(file.key, range) }, download);
}

/** A file at hand as a response, in the same way. */
export async function serveBytes(
  request: Request,
  file: { bytes: Uint8Array; mime: string; name: string | null },
): Promise<Response> {
  const { bytes, mime, name } = file;
  const read = async (range?: Range) =>
    new Blob([bytes.slice(range?.start, range && range.end + 1)]).stream();
  return serve(request, { mime, name, size: bytes.length, read }, false);
}

const policy = "sandbox; default-src 'none'; style-src 'unsafe-inline'";
/** Browsers show no PDF in a sandbox; their own viewer keeps its scripts away from the page's origin. */
const pdfPolicy = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";

interface Range {
  start: number;
  end: number;
}

interface Source {
  mime: string;
  name: string | null;
  /** Bytes. */
  size: number;
  read: (range?: Range) => Promise<ReadableStream>;
}

/** Never cached by anybody but the browser. */
async function serve(request: Request, file: Source, download: boolean): Promise<Response> {
  const inline = shown.test(file.mime) && !download;
  const headers: Record<string, string> = {
    "content-type": shown.test(file.mime) ? file.mime : "application/octet-stream",
    "content-disposition": `${inline ? "inline" : "attachment"}; filename*=UTF-8''${encodeURIComponent(file.name ?? "archivo")}`,
    "x-content-type-options": "nosniff",
    "content-security-policy": file.mime === "application/pdf" ? pdfPolicy : policy,
    "cache-control": "private, max-age=3600",
    "accept-ranges": "bytes",
  };
  const range = rangeOf(request.headers.get("range"), file.size);
  if (range === "unsatisfiable")
    return new Response(null, { status: 416, headers: { "content-range": `bytes */${file.size}` } });
  if (!range)
    return new Response(await file.read(), { headers: { ...headers, "content-length": String(file.size) } });
  const part = {
    "content-range": `bytes ${range.start}-${range.end}/${file.size}`,
    "content-length": String(range.end - range.start + 1),
  };
  return new Response(await file.read(range), { status: 206, headers: { ...headers, ...part } });
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
