import { completed, missingValues, renderTemplate } from "@/server/templates/rules/render";
import { wrongValues } from "@/server/templates/rules/wrong-values";
import type { TemplateComponents } from "@/server/templates/schema";
import { type FillFacts, type FillTypes, fill } from "./fill";
import type { RecipientReason } from "./recipient-state";
import type { Slot } from "./slot";

/** A template as it can be sent now. */
export interface Wording {
  templateId: string;
  name: string;
  language: string;
  category: string;
  components: TemplateComponents;
  values: Readonly<Record<string, Slot>>;
}

/** What is known of a recipient at the moment of the hand-over. */
export interface Candidate extends FillFacts {
  merged: boolean;
  /** Somebody who was found to be the same person has their message already. */
  doubled: boolean;
  /** They may have what failed to reach them before. */
  arrived: boolean;
  reachable: boolean;
  allowed: boolean;
  /** Campaign messages that others sent them within the days of the cap. */
  lately: number;
  /** Null: nothing is to be checked. `asOf`: of the data that the condition was asked of. */
  check: { fresh: boolean; holds: boolean; asOf: Date | null } | null;
  tries: number;
}

export interface Terms {
  wording: Wording;
  /** Said instead where the condition does not hold. */
  otherwise: Wording | null;
  /** With this message, at most so many. */
  cap: number | null;
  types: FillTypes;
  now: Date;
}

export type Decision =
  | { do: "send"; wording: Wording; values: Record<string, string>; switched: boolean }
  | { do: "skip"; reason: RecipientReason; detail: string | null }
  /** Asked again later. */
  | { do: "retry" };

/** So often is a source asked that does not answer; then nobody knows, and nothing is said. */
export const mostTries = 3;

/** What becomes of a recipient whose turn it is. Nothing is ever sent on a guess: what cannot be known is not said. */
export function decideRecipient(one: Candidate, terms: Terms): Decision {
  if (one.merged) return skip("merged");
  if (one.doubled) return skip("duplicate");
  if (one.arrived) return skip("arrived");
  if (!one.reachable) return skip("no-address");
  if (!one.allowed) return skip("no-consent");
  if (terms.cap !== null && one.lately + 1 > terms.cap) return skip("frequency");
  if (one.check && !one.check.fresh) return one.tries + 1 >= mostTries ? skip("unchecked") : { do: "retry" };
  const switched = one.check !== null && !one.check.holds;
  if (switched && !terms.otherwise) return skip("no-longer", one.check?.asOf?.toISOString() ?? null);
  const wording = switched && terms.otherwise ? terms.otherwise : terms.wording;
  const { values, blank } = fill(wording.values, one, terms.types, wording.language);
  const missing = [...blank, ...missingValues(wording.components, values)];
  if (missing.length > 0) return skip("blank", [...new Set(missing)].join(" "));
  const [wrong] = wrongValues(wording.components, values, terms.now);
  if (wrong) return skip("blank", wrong.key);
  return { do: "send", wording, values, switched };
}

/** The message as the thread keeps it. */
export function contentOf(wording: Wording, values: Record<string, string>) {
  const { templateId, name, language, category, components } = wording;
  return {
    type: "template" as const,
    templateId,
    name,
    language,
    category,
    ...renderTemplate(components, values),
    values: completed(components, values),
  };
}

const skip = (reason: RecipientReason, detail: string | null = null): Decision => ({
  do: "skip",
  reason,
  detail,
});
