import type { z } from "zod";
import { inOrg, type OrgScope } from "@/db/org";
import { record } from "@/server/audit/record";
import type { Refusal } from "@/server/egress-address";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import { askSource, type Said } from "./ask-source";
import { checkConnector } from "./check-connector";
import { mapAnswer } from "./rules/mapping";
import type { LiveOutcome } from "./rules/outcome";
import { memberOf } from "./rules/path";
import { hiding, type Shown, showAnswer } from "./rules/redact";
import { fillUrl, missingIn, type Variables } from "./rules/template";
import type { connectorTrial, KeptHeader } from "./schema";
import { openHeaders, sealHeaders } from "./secrets";
import { variablesOf } from "./variables";

export interface Trial {
  outcome: LiveOutcome;
  why: Refusal | null;
  status: number | null;
  ms: number;
  /** As it was asked; null where the contact lacks something. */
  url: string | null;
  missing: string[];
  /** Cut and without secrets; null where nothing usable came. */
  answer: Shown | null;
  /** How much of the mapping found something. */
  attributes: { key: string; value: string | number | boolean | null }[];
  objects: { typeKey: string; rows: number }[];
  missed: string[];
}

type Input = z.infer<typeof connectorTrial>;

/**
 * Asks a source about a contact as it stands in the form, and keeps nothing of the answer. Secrets that were not typed anew are those of
 * the saved one. Throws as saving it would, and NOT_FOUND for a contact that is not here.
 */
export async function tryConnector(scope: MemberScope, input: Input): Promise<Trial> {
  checkConnector(input);
  const { variables, kept } = await inOrg(scope, (s) => prepare(s, input));
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

async function prepare(
  s: OrgScope,
  { connectorId, contactId }: Input,
): Promise<{ variables: Variables; kept: KeptHeader[] }> {
  const [found, [saved]] = await Promise.all([
    variablesOf(s, [contactId]),
    s.sql<
      { headers: KeptHeader[] }[]
    >`select headers from connectors where org_id = ${s.orgId} and id = ${connectorId}`,
  ]);
  const variables = found.get(contactId)?.values;
  if (!variables || (connectorId && !saved)) throw new DomainError("NOT_FOUND");
  return { variables, kept: saved?.headers ?? [] };
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
    attributes: Object.entries(mapped?.attributes ?? {}).map(([key, value]) => ({
      key,
      value: typeof value === "string" ? hide(value).slice(0, 200) : (value as number | boolean | null),
    })),
    objects: (mapped?.objects ?? []).map(({ typeKey, rows }) => ({ typeKey, rows: rows.length })),
    missed: mapped?.missed ?? [],
  };
}
