import { z } from "zod";
import { env } from "./env";
import { BodyTooLarge, bytesUpTo } from "./http";

/** Why no text came back. The first three are final: the same sound is refused again. */
export type TranscriptionFailure =
  | "rejected"
  | "too-long"
  | "unsupported"
  | "key"
  | "busy"
  | "unavailable"
  | "unreachable"
  | "timed-out"
  | "unreadable";

export class TranscriptionError extends Error {
  constructor(
    readonly reason: TranscriptionFailure,
    /** The service asks to be left alone for so long. */
    readonly retryAfterMs: number | null = null,
    options?: ErrorOptions,
  ) {
    super(`No transcript: ${reason}`, options);
  }
}

/** Bytes that the service takes in one file. Source: platform.openai.com/docs/guides/speech-to-text, 2026. */
export const MOST_SOUND_BYTES = 25 * 1024 * 1024;

/** By their names the service knows what files hold. AMR and bare AAC are not among them. */
const formats: Record<string, string> = {
  "audio/ogg": "ogg",
  "audio/opus": "ogg",
  "audio/mpeg": "mp3",
  "audio/mp3": "mp3",
  "audio/mp4": "m4a",
  "audio/m4a": "m4a",
  "audio/x-m4a": "m4a",
  "audio/wav": "wav",
  "audio/x-wav": "wav",
  "audio/webm": "webm",
  "audio/flac": "flac",
};

/** The ending of a file's name that says what it holds; null for what the service cannot read. */
export function soundFormat(mime: string): string | null {
  return formats[mime.split(";")[0]?.trim().toLowerCase() ?? ""] ?? null;
}

/** To whom sound is handed; null where no service is named, and nothing of it is offered. */
export function transcriptionHost(): string | null {
  const { TRANSCRIPTION_URL } = env();
  return TRANSCRIPTION_URL ? new URL(TRANSCRIPTION_URL).host : null;
}

const TIMEOUT_MS = 120_000;
const MOST_ANSWER_BYTES = 1024 * 1024;
const MOST_PAUSE_MS = 24 * 3_600_000;

/**
 * What is said in a sound file, as plain text; empty where nobody speaks. One call of the OpenAI-compatible
 * `POST /v1/audio/transcriptions`, at most two minutes. Throws TranscriptionError with what went wrong.
 */
export async function hear(sound: { bytes: Buffer; mime: string }): Promise<string> {
  const format = soundFormat(sound.mime);
  if (!format) throw new TranscriptionError("unsupported");
  if (sound.bytes.length > MOST_SOUND_BYTES) throw new TranscriptionError("too-long");
  const request = requestOf(sound, format);
  const response = await answered(() => fetch(request));
  const text = await answered(async () => response.body && bytesUpTo(response.body, MOST_ANSWER_BYTES));
  if (!response.ok) throw refusalOf(response);
  return saidIn(text?.toString("utf8") ?? "");
}

function requestOf({ bytes, mime }: { bytes: Buffer; mime: string }, format: string): Request {
  const { TRANSCRIPTION_URL, TRANSCRIPTION_KEY, TRANSCRIPTION_MODEL } = env();
  const form = new FormData();
  form.set("model", TRANSCRIPTION_MODEL);
  form.set("response_format", "json");
  form.set("file", new Blob([new Uint8Array(bytes)], { type: mime }), `sound.${format}`);
  try {
    return new Request(`${TRANSCRIPTION_URL}/v1/audio/transcriptions`, {
      method: "POST",
      headers: TRANSCRIPTION_KEY ? { authorization: `Bearer ${TRANSCRIPTION_KEY}` } : {},
      body: form,
      // A redirect would hand the sound to somebody whom nobody named.
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (error) {
    throw new TranscriptionError("unreachable", null, { cause: error });
  }
}

async function answered<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof BodyTooLarge) throw new TranscriptionError("unreadable", null, { cause: error });
    const late = error instanceof Error && error.name === "TimeoutError";
    throw new TranscriptionError(late ? "timed-out" : "unreachable", null, { cause: error });
  }
}

/** An address or a key that is wrong can be set right: only what is said of the sound itself is final. */
function refusalOf({ status, headers }: Response): TranscriptionError {
  if (status === 401 || status === 403) return new TranscriptionError("key");
  if (status === 413) return new TranscriptionError("too-long");
  if (status === 415) return new TranscriptionError("unsupported");
  if (status === 429) return new TranscriptionError("busy", pauseOf(headers.get("retry-after")));
  if (status === 400 || status === 422) return new TranscriptionError("rejected");
  return new TranscriptionError("unavailable", pauseOf(headers.get("retry-after")));
}

/** Seconds, or a date. */
function pauseOf(header: string | null): number | null {
  if (!header) return null;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) && ms > 0 ? Math.min(ms, MOST_PAUSE_MS) : null;
}

const answer = z.object({ text: z.string() });

function saidIn(body: string): string {
  try {
    return answer.parse(JSON.parse(body)).text.trim();
  } catch (error) {
    throw new TranscriptionError("unreadable", null, { cause: error });
  }
}
