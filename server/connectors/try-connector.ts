import type { z } from "zod";
import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import type { Refusal } from "@/server/egress-address";
import type { MemberScope } from "@/server/scope";
import { askSource, type Said } from "./ask-source";
import { checkConnector } from "./check-connector";
import { type Found, prepareTrial, showFound } from "./prepare-trial";
import { mapAnswer } from "./rules/mapping";
import type { LiveOutcome } from "./rules/outcome";
import { memberOf } from "./rules/path";
import { hiding, type Shown, showAnswer } from "./rules/redact";
import { fillUrl, missingIn, type Variables } from "./rules/template";
import type { connectorTrial } from "./schema";
import { openHeaders, sealHeaders } from "./secrets";

export interface Trial extends Found {
  outcome: LiveOutcome;
  why: Refusal | null;
  status: number | null;
  ms: number;
  /** As it was asked; null where the contact lacks something. */
  url: string | null;
  missing: string[];
  /** Cut and without secrets; null where nothing usable came. */
  answer: Shown | null;
}

type Input = z.infer<typeof connectorTrial>;

/**
 * Asks a source about a contact as it stands in the form, and keeps nothing of the answer. Secrets that were not typed anew are those of
 * the saved one. Throws as saving it would, and NOT_FOUND for a contact that is not here.
 */
export async function tryConnector(scope: MemberScope, input: Input): Promise<Trial> {
  checkConnector(input);
  const { variables: found, kept } = await inOrg(scope, (s) =>
    prepareTrial(s, input.connectorId, [input.contactId]),
  );
  const variables = found[0] ?? {};
  const of = { orgId: scope.orgId, connectorId: input.connectorId ?? scope.orgId, url: input.url };
  const headers = sealHeaders(of, input.headers, kept);
  const said = await askSource(scope.orgId, { ...input, id: of.connectorId, headers, retries: 0 }, variables);
  await inOrg(scope, (s) =>
    record(s, {
      action: "connector.tried",
      subject: ["connector", input.connectorId],
      details: { contactId: input.contactId, outcome: said.outcome, status: said.status ?? null },
    }),
  );
  return trialOf(input, variables, said, openHeaders(of, headers).secrets);
}

function trialOf(input: Input, variables: Variables, said: Said, secrets: string[]): Trial {
  const hide = hiding(secrets);
  const templates = [input.url, input.method === "POST" ? (input.body ?? "") : ""];
  const missing = missingIn(templates, variables);
  const url = missing.length === 0 ? fillUrl(input.url, variables) : null;
  const mapped = said.outcome === "ok" ? mapAnswer(input.mapping, said.json) : null;
  return {
    outcome: said.outcome,
    why: said.why ?? null,
    status: said.status ?? null,
    ms: Math.round(said.ms),
    url: url === null ? null : hide(url),
    missing,
    answer: said.outcome === "ok" ? showAnswer(said.json, secrets, memberOf) : null,
    ...showFound(mapped, hide),
  };
}
