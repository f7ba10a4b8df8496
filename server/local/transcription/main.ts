import { parseArgs } from "node:util";
import { startTranscription, type TranscriptionServer } from "./server";

/** `npm run local -- transcription --port P [--key KEY] [--per-minute N]`. */
export async function main(argv: string[]): Promise<TranscriptionServer> {
  const text = { type: "string" } as const;
  const { values } = parseArgs({ args: argv, options: { port: text, key: text, "per-minute": text } });
  const key = values.key ?? process.env.TRANSCRIPTION_KEY;
  if (!key) throw new Error("--key or TRANSCRIPTION_KEY says which key it asks for.");
  const perMinute = values["per-minute"];
  return startTranscription({
    port: Number(values.port ?? 0),
    key,
    ...(perMinute ? { perMinute: Number(perMinute) } : {}),
  });
}
