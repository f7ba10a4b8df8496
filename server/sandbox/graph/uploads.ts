import { randomBytes } from "node:crypto";
import { DAY } from "../clock";
import { GraphError, unknownObject } from "../errors";
import { type Answer, parameters } from "../http";
import type { Business, Json, Upload } from "../model";
import { type GraphCall, unsupported } from "./router";

const MB = 1_048_576;

/** Types that the Resumable Upload API takes, each with its largest size as an example of a template. */
const ALLOWED: Record<string, number> = {
  "application/pdf": 100 * MB,
  "image/jpeg": 5 * MB,
  "image/jpg": 5 * MB,
  "image/png": 5 * MB,
  "video/mp4": 16 * MB,
};
const FORMAT_OF: Record<string, string> = { application: "DOCUMENT", image: "IMAGE", video: "VIDEO" };
/** How long a handle may still be named in a template. Not in Meta's pages; what providers say of it. */
const LIVES = DAY;

/** `POST /{app-id}/uploads`: opens a session for one file. @throws 100 */
export function openUpload(call: GraphCall): Json {
  const { file_name: name, file_length: length, file_type: type } = parameters(call);
  const mimeType = String(type ?? "").toLowerCase();
  const size = Number(length);
  const limit = ALLOWED[mimeType];
  if (!Number.isInteger(size) || size <= 0)
    throw new GraphError(100, "The parameter file_length is required.");
  if (limit === undefined)
    throw new GraphError(
      100,
      `Param file_type must be one of {${Object.keys(ALLOWED).join(", ")}} - got "${type}".`,
    );
  if (size > limit) throw new GraphError(100, `Param file_length must be at most ${limit} for ${mimeType}.`);
  const record: Upload = {
    id: `upload:${randomBytes(24).toString("base64url")}`,
    businessId: call.business.id,
    mimeType,
    size,
    filename: typeof name === "string" ? name : null,
    offset: 0,
    handle: null,
    createdAt: call.carrier.now(call.business),
  };
  call.carrier.record({ kind: "upload", record });
  return { id: `${record.id}?sig=${randomBytes(12).toString("base64url")}` };
}

/** `POST /{upload-id}` takes bytes from `file_offset` on and gives the handle once all are there; `GET` says how many came. @throws 100 */
export function uploadRoute(call: GraphCall): Answer {
  const upload = call.carrier.state.uploads.get(call.id);
  if (upload?.businessId !== call.business.id) throw unknownObject(call.id);
  if (call.method === "GET") return { json: { id: upload.id, file_offset: upload.offset } };
  if (call.method !== "POST") throw unsupported(call);
  return { json: takeBytes(call, upload) };
}

function takeBytes({ carrier, headers, body }: GraphCall, upload: Upload): Json {
  const from = Number(headers.file_offset ?? Number.NaN);
  if (Number.isNaN(from)) throw new GraphError(100, "The header file_offset is required.");
  if (from !== upload.offset)
    throw new GraphError(100, `Header file_offset must be ${upload.offset} - got ${from}.`);
  const offset = from + body.length;
  if (body.length === 0 || offset > upload.size)
    throw new GraphError(100, `The file has ${upload.size} bytes - got ${offset}.`);
  const whole = offset === upload.size;
  const type = Buffer.from(upload.mimeType).toString("base64");
  const handle = whole ? `4::${type}:${randomBytes(30).toString("base64url")}` : null;
  carrier.record({ kind: "upload", record: { ...upload, offset, handle } });
  return handle === null ? { id: upload.id, file_offset: offset } : { h: handle };
}

/**
 * Refuses headers whose example is no file that was uploaded lately, or one of another kind; cards of a carousel too.
 * @throws 100 with 2388273 without an example, 131009 with 2494102 for a handle that is none
 */
export function checkHandles(call: GraphCall, components: Json[]): void {
  const now = call.carrier.now(call.business);
  const uploads = [...call.carrier.state.uploads.values()].filter((one) => isLive(one, call.business, now));
  for (const { format, handle } of headersIn(components)) {
    if (typeof handle !== "string" || /^https?:/.test(handle))
      refuse(
        100,
        2388273,
        `Templates with ${format} header type need an example/sample, but it was not provided.`,
      );
    const upload = uploads.find((one) => one.handle === handle);
    if (!upload) refuse(131009, 2494102, "The uploaded media handle is not valid: upload the media again.");
    if (FORMAT_OF[upload.mimeType.split("/")[0] ?? ""] !== format)
      refuse(131009, 2494102, `The uploaded media is of type ${upload.mimeType}, which is no ${format}.`);
  }
}

function isLive(upload: Upload, business: Business, now: number): boolean {
  return upload.businessId === business.id && upload.handle !== null && now < upload.createdAt + LIVES;
}

function headersIn(components: Json[]): { format: string; handle: unknown }[] {
  return components.flatMap((component) => {
    const type = String(component.type ?? "").toUpperCase();
    const format = String(component.format ?? "").toUpperCase();
    if (type === "CAROUSEL")
      return ((component.cards ?? []) as Json[]).flatMap((card) =>
        headersIn((card.components ?? []) as Json[]),
      );
    if (type !== "HEADER" || !Object.values(FORMAT_OF).includes(format)) return [];
    const handles = (component.example as Json | undefined)?.header_handle;
    return [{ format, handle: Array.isArray(handles) ? handles[0] : undefined }];
  });
}

function refuse(code: number, subcode: number, details: string): never {
  throw new GraphError(code, details, { subcode, message: "Invalid parameter", title: "Message template" });
}
