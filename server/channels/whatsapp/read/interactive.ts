import type { InboundContent } from "@/server/channels/adapter";
import { asObject, asText, type Json, present } from "../json";

/** What the customer chose or filled in, in a message of ours. */
export function readInteractive(said: Json): InboundContent | undefined {
  const type = asText(said.type);
  if (!type) return undefined;
  const answer = asObject(said[type]) ?? {};
  if (type === "button_reply") return readChoice("button", answer);
  if (type === "list_reply") return readChoice("list", answer);
  if (type === "nfm_reply") return readForm(answer);
  return { type: "unknown", of: `interactive.${type}`.slice(0, 60) };
}

function readChoice(of: "button" | "list", answer: Json): InboundContent | undefined {
  const title = asText(answer.title) ?? asText(answer.id);
  if (title === undefined) return undefined;
  const description = asText(answer.description);
  return present({ type: "choice" as const, of, id: asText(answer.id) ?? "", title, description });
}

function readForm(answer: Json): InboundContent {
  return present({
    type: "form" as const,
    name: asText(answer.name),
    body: asText(answer.body),
    response: parsed(answer.response_json),
  });
}

/** The carrier sends the answers as a text of JSON; what is none is kept as it came. */
function parsed(text: unknown): Record<string, unknown> {
  try {
    const json: unknown = typeof text === "string" ? JSON.parse(text) : text;
    return asObject(json) ?? { value: json ?? null };
  } catch {
    return { value: text };
  }
}
