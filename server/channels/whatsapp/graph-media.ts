import { z } from "zod";
import { CarrierError } from "@/server/channels/carrier-error";
import { BodyTooLarge, bytesUpTo } from "@/server/http";
import { type GraphAccess, graphCall, reach } from "./graph-call";

/** Uploads a file for a message; its id lives 30 days. A minute is allowed for large ones. */
export async function uploadMedia(
  access: GraphAccess,
  phoneId: string,
  file: { bytes: Buffer; mime: string; name?: string },
): Promise<string> {
  const form = new FormData();
  form.set("messaging_product", "whatsapp");
  form.set("type", file.mime);
  form.set("file", new Blob([new Uint8Array(file.bytes)], { type: file.mime }), file.name ?? "file");
  const answer = z.looseObject({ id: z.string().min(1) });
  const { id } = await graphCall(access, {
    method: "POST",
    path: `${phoneId}/media`,
    form,
    answer,
    timeoutMs: 60_000,
  });
  return id;
}

const media = z.looseObject({
  url: z.string(),
  mime_type: z.string(),
  sha256: z.string().optional(),
  file_size: z.coerce.number().optional(),
});

const MOST_BYTES = 100 * 1024 * 1024;

/**
 * Fetches what a customer sent: asks for its address (good for 5 minutes) and reads it, up to 100 MB.
 * Throws CarrierError `too-large` above that, and `gone` once the carrier has forgotten it.
 */
export async function downloadMedia(
  access: GraphAccess,
  mediaId: string,
): Promise<{ bytes: Buffer; mime: string; sha256?: string }> {
  const found = await addressOf(access, mediaId);
  if ((found.file_size ?? 0) > MOST_BYTES) throw tooLarge();
  const headers = { authorization: `Bearer ${access.token}` };
  const response = await reach(
    () => new Request(found.url, { headers, signal: AbortSignal.timeout(access.timeoutMs ?? 120_000) }),
  );
  if (response.status === 404) throw gone();
  if (!response.ok || !response.body)
    throw new CarrierError("not-readable", "unanswered", `HTTP ${response.status} for a media file`);
  return {
    bytes: await readMedia(response.body),
    mime: found.mime_type,
    ...(found.sha256 ? { sha256: found.sha256 } : {}),
  };
}

async function addressOf(access: GraphAccess, mediaId: string): Promise<z.infer<typeof media>> {
  try {
    return await graphCall(access, { method: "GET", path: encodeURIComponent(mediaId), answer: media });
  } catch (error) {
    // The Cloud API's word for an id that it does not know (any more).
    throw error instanceof CarrierError && error.code === "100" ? gone(error) : error;
  }
}

async function readMedia(body: ReadableStream<Uint8Array>): Promise<Buffer> {
  try {
    return await bytesUpTo(body, MOST_BYTES);
  } catch (error) {
    if (error instanceof BodyTooLarge) throw tooLarge();
    throw new CarrierError("no-answer", "unanswered", "the media broke off", { cause: error });
  }
}

function gone(cause?: Error): CarrierError {
  return new CarrierError("gone", "permanent", "the carrier no longer has the media", { cause });
}

function tooLarge(): CarrierError {
  return new CarrierError("too-large", "permanent", `over ${MOST_BYTES} bytes`);
}
