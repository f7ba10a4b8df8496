import { DomainError } from "@/server/errors";
import { readOgg } from "./read-ogg";
import { readWebm } from "./read-webm";
import { writeOgg } from "./write-ogg";

/** What carriers take as a voice message; anything else they would show as a file. */
export const VOICE_MIME = "audio/ogg; codecs=opus";

/** No recording of ours is longer, ms. */
const longest = 15 * 60_000;

/**
 * A recording as a voice message: Ogg with one channel of Opus, repacked without touching the sound where the browser wrote WebM.
 * Checked by its bytes, whatever they are called. Throws FILE_NOT_ALLOWED for any other container, codec or number of channels.
 */
export function voiceNote(recording: Buffer): { bytes: Buffer; durationMs: number } {
  const webm = readWebm(recording);
  const bytes = webm ? writeOgg(webm) : recording;
  const ogg = readOgg(bytes);
  const fits = ogg && ogg.channels === 1 && ogg.durationMs > 0 && ogg.durationMs <= longest;
  if (!ogg || !fits) throw new DomainError("FILE_NOT_ALLOWED", { mime: VOICE_MIME });
  return { bytes, durationMs: Math.round(ogg.durationMs) };
}
