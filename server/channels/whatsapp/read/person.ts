import type { InboundPart } from "@/server/channels/adapter";
import type { Opened } from "../envelope";
import { asObject, asText, asTime, present } from "../json";
import { contactFor, senderFor, senderOf } from "../people";

const malformed: InboundPart = { type: "parked", reason: "malformed" };

/** The carrier's own id of a person changed; their phone, where it is shown, is what both have in common. */
export function readUserIdUpdate({ item, book }: Opened): InboundPart {
  const ids = asObject(item.user_id);
  const phone = asText(item.wa_id);
  const [before, now] = [asText(ids?.previous), asText(ids?.current)];
  const occurredAt = asTime(item.timestamp);
  const profile = asObject(
    contactFor(
      book,
      [now, before, phone].flatMap((id) => id ?? []),
    )?.profile,
  );
  const previous = before ? senderOf({ scoped: before }) : undefined;
  const current = now ? senderOf({ phone, scoped: now }, { name: asText(profile?.name) }) : undefined;
  if (!previous || !current || !occurredAt) return malformed;
  return { type: "identity-changed", previous, current, occurredAt };
}

/** A customer stops or resumes a kind of messages in their own settings. */
export function readPreference({ item, book }: Opened): InboundPart {
  const from = senderFor(book, { phone: asText(item.wa_id), scoped: asText(item.user_id) });
  const occurredAt = asTime(item.timestamp);
  const state = item.value === "stop" ? "out" : item.value === "resume" ? "in" : undefined;
  if (!from || !occurredAt || !state) return malformed;
  const category = asText(item.category) ?? "marketing_messages";
  return present({
    type: "consent",
    from,
    purpose: category === "marketing_messages" ? "marketing" : category,
    state,
    occurredAt,
    detail: asText(item.detail),
  }) as InboundPart;
}
