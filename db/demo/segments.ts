import { newId } from "@/db/id";
import type { MemberScope } from "@/server/scope";
import { createSegment } from "@/server/segments/create-segment";
import type { Definition } from "@/server/segments/rules/definition";

/** Whom the cooperative writes to: of what the bank says, and of who has been silent. */
export async function keepSegments(owner: MemberScope, typeKey: string): Promise<void> {
  const overdue: Definition = {
    match: "all",
    conditions: [
      {
        kind: "object",
        typeKey,
        where: [{ key: "days_overdue", type: "days", test: { is: "more", value: 30 } }],
        objects: { is: "any" },
      },
    ],
  };
  const silent: Definition = {
    match: "all",
    conditions: [
      { kind: "consent", channel: "whatsapp", purpose: "service", is: "in" },
      { kind: "heard", last: { is: "not-within", days: 1 } },
    ],
  };
  for (const [name, definition] of [
    ["Con más de 30 días de atraso", overdue],
    ["Sin noticias desde ayer", silent],
  ] as const)
    await createSegment(owner, { clientSegmentId: newId(), name, definition });
}
