import type { Carrier } from "../carrier";
import { GraphError, unknownObject } from "../errors";
import { type Answer, bearer, type Call } from "../http";
import { isLiveUrl, liveMedia, mediaUrl, readMedia, removeMedia, saveMedia } from "../media";
import type { Json, Media, PhoneNumber } from "../model";
import { type GraphCall, unsupported } from "./router";

const MB = 1_024 * 1_024;

/** Types that may be uploaded, each with its largest size. Source: Meta's media page, Dec 2025. */
const ALLOWED: Record<string, number> = {
  "audio/aac": 16 * MB,
  "audio/amr": 16 * MB,
  "audio/mpeg": 16 * MB,
  "audio/mp4": 16 * MB,
  "audio/ogg": 16 * MB,
  "text/plain": 100 * MB,
  "application/pdf": 100 * MB,
  "application/msword": 100 * MB,
  "application/vnd.ms-excel": 100 * MB,
  "application/vnd.ms-powerpoint": 100 * MB,
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": 100 * MB,
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": 100 * MB,
  "application/vnd.openxmlformats-officedocument.presentationml.presentation": 100 * MB,
  "image/jpeg": 5 * MB,
  "image/png": 5 * MB,
  "image/webp": 500 * 1_024,
  "video/mp4": 16 * MB,
  "video/3gpp": 16 * MB,
};

/** `POST /{phone}/media`, multipart. @throws 100, 131008, 131009 */
export async function uploadMedia(call: GraphCall, number: PhoneNumber): Promise<Json> {
  const form = await readForm(call);
  const file = form.get("file");
  if (form.get("messaging_product") !== "whatsapp")
    throw new GraphError(100, "The parameter messaging_product is required.");
  if (!(file instanceof Blob)) throw new GraphError(100, "The parameter file is required.");
  const mimeType = (file.type || String(form.get("type") ?? "")).toLowerCase();
  const limit = ALLOWED[mimeType.split(";")[0] ?? ""];
  if (limit === undefined)
    throw new GraphError(
      100,
      `Param file must be a file with one of the following types: ${Object.keys(ALLOWED).join(", ")}. Received file of type '${mimeType || "application/octet-stream"}'.`,
    );
  if (file.size > limit)
    throw new GraphError(131009, `File size is larger than the maximum of ${limit} bytes for ${mimeType}.`);
  if (file.size === 0) throw new GraphError(131009, "File is empty.");
  const bytes = Buffer.from(await file.arrayBuffer());
  const filename = file instanceof File ? file.name : null;
  return { id: saveMedia(call.carrier, number, { bytes, mimeType, filename, origin: "upload" }).id };
}

/** `GET` and `DELETE /{media-id}`. */
export function mediaRoute(call: GraphCall, stored: Media): Answer {
  const media = liveMedia(call.carrier, call.business.id, stored.id);
  if (!media) throw unknownObject(stored.id);
  if (call.method === "DELETE") {
    removeMedia(call.carrier, media);
    return { json: { success: true } };
  }
  if (call.method !== "GET") throw unsupported(call);
  const url = mediaUrl(call.carrier, media, call.carrier.now(call.business));
  const facts = { mime_type: media.mimeType, sha256: media.sha256, file_size: media.size, id: media.id };
  return { json: { messaging_product: "whatsapp", url, ...facts } };
}

/** `/_media/{id}`: the bytes, whole or by Range; 404 once the address or the media has expired, 401 without token. */
export function downloadMedia(carrier: Carrier, call: Call): Answer {
  const business = carrier.state.businessOfToken(bearer(call) ?? "");
  if (!business) throw new GraphError(190, "An access token is required to request this resource.");
  const media = liveMedia(carrier, business.id, call.path[1] ?? "");
  if (!media || !isLiveUrl(carrier, media.id, call.query, carrier.now(business)))
    return {
      status: 404,
      json: { error: { message: "Media not found", type: "GraphMethodException", code: 100 } },
    };
  return withRange(call, readMedia(carrier, media), media);
}

function withRange(call: Call, bytes: Buffer, media: Media): Answer {
  const headers = {
    "content-type": media.mimeType,
    "accept-ranges": "bytes",
    "content-disposition": `inline; filename*=UTF-8''${encodeURIComponent(media.filename ?? media.id)}`,
  };
  const match = /^bytes=(\d*)-(\d*)$/.exec(call.headers.range ?? "");
  if (!match || (match[1] === "" && match[2] === "")) return { status: 200, bytes, headers };
  const [start, end] = rangeOf(match[1] ?? "", match[2] ?? "", bytes.length);
  if (start > end)
    return { status: 416, bytes: Buffer.alloc(0), headers: { "content-range": `bytes */${bytes.length}` } };
  const range = { "content-range": `bytes ${start}-${end}/${bytes.length}` };
  return { status: 206, bytes: bytes.subarray(start, end + 1), headers: { ...headers, ...range } };
}

function rangeOf(first: string, last: string, size: number): [start: number, end: number] {
  if (first === "") return [Math.max(0, size - Number(last)), size - 1];
  return [Number(first), last === "" ? size - 1 : Math.min(Number(last), size - 1)];
}

async function readForm(call: Call): Promise<FormData> {
  const type = call.headers["content-type"] ?? "";
  try {
    return await new Response(new Uint8Array(call.body), { headers: { "content-type": type } }).formData();
  } catch {
    throw new GraphError(100, "The parameter file is required: send multipart/form-data.");
  }
}
