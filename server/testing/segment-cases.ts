import { newId } from "@/db/id";
import { createAttribute } from "@/server/contacts/create-attribute";
import { createLabel } from "@/server/labels/create-label";
import { createSegment } from "@/server/segments/create-segment";
import type { Definition } from "@/server/segments/rules/definition";
import type { ProcedureCase } from "./procedure-cases";
import type { World } from "./world";

/** Names one of everything that a definition can. */
async function definition({ org, numberId }: World): Promise<Definition> {
  const { scope, memberId } = org.owner;
  const { labelId } = await createLabel(scope, { name: `Moroso ${newId()}`.slice(0, 40), color: "teal" });
  const { key } = await createAttribute(scope, { label: `Ciudad ${newId()}`, type: "text", choices: [] });
  return {
    match: "any",
    conditions: [
      { kind: "label", is: "has", labelIds: [labelId] },
      { kind: "number", is: "used", numberIds: [numberId] },
      {
        kind: "group",
        match: "all",
        conditions: [
          { kind: "executive", is: "one-of", memberIds: [memberId] },
          { kind: "attribute", attribute: { key, type: "text", test: { is: "is", value: "Salta" } } },
        ],
      },
    ],
  };
}

const fresh = async (w: World) => ({
  clientSegmentId: newId(),
  name: `Segmento ${newId()}`,
  definition: await definition(w),
});
const segment = async (w: World) => createSegment(w.org.owner.scope, await fresh(w));

/** Whom campaigns go to. */
export const segmentCases = {
  "segments.list": {},
  "segments.options": {},
  "segments.find": { input: segment, foreign: "NOT_FOUND" },
  "segments.count": { input: async (w) => ({ definition: await definition(w) }), foreign: "NOT_FOUND" },
  "segments.preview": { input: async (w) => ({ definition: await definition(w) }), foreign: "NOT_FOUND" },
  "segments.create": { input: fresh, foreign: "NOT_FOUND" },
  "segments.update": {
    input: async (w) => ({ ...(await segment(w)), version: 1, definition: await definition(w) }),
    foreign: "NOT_FOUND",
  },
  "segments.archive": { input: segment, foreign: "NOT_FOUND" },
  "segments.recount": { input: segment, foreign: "NOT_FOUND" },
} satisfies Record<string, ProcedureCase>;
