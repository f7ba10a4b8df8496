import type { z } from "zod";
import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import type { Refusal } from "@/server/egress-address";
import type { MemberScope } from "@/server/scope";
import { askMany, type Said } from "./ask-source";
import { checkConnector } from "./check-connector";
import { type Found, prepareTrial, showFound } from "./prepare-trial";
import { distinct, fillMany, keyOf, missingOf, type Told, tellApart } from "./rules/many";
import type { LiveOutcome } from "./rules/outcome";
import { memberOf } from "./rules/path";
import { hiding, type Shown, showAnswer } from "./rules/redact";
import type { connectorManyTrial } from "./schema";
import { openHeaders, sealHeaders } from "./secrets";

export interface ManyTrial {
  /** Of the request as a whole; null: none of the contacts could be asked about, and nobody was. */
  outcome: LiveOutcome | null;
  why: Refusal | null;
  status: number | null;
  ms: number;
  url: string | null;
  /** Of a POST. */
  body: string | null;
  /** Cut and without secrets; null where nothing usable came. */
  answer: Shown | null;
  /** In the order in which they were asked for. */
  contacts: TriedContact[];
}

interface TriedContact extends Found {
  contactId: string;
  /** Null where the contact has none that can be asked for. */
  key: string | null;
  missing: string[];
  outcome: LiveOutcome;
  /** Of the answer, how many are theirs. */
  rows: number;
}

type Input = z.infer<typeof connectorManyTrial>;

/**
 * Asks a source about a few contacts in one request, as it stands in the form, and keeps nothing of the answer: which row is whose.
 * Secrets as in tryConnector(). Throws as saving it would, and NOT_FOUND for a contact that is not here.
 */
export async function tryMany(scope: MemberScope, input: Input): Promise<ManyTrial> {
  checkConnector(input);
  const { many } = input;
  const contactIds = distinct(input.contactIds);
  const { variables, kept } = await inOrg(scope, (s) => prepareTrial(s, input.connectorId, contactIds));
  const of = { orgId: scope.orgId, connectorId: input.connectorId ?? scope.orgId, url: input.url };
  const headers = sealHeaders(of, input.headers, kept);
  const keys = variables.map((one) => keyOf(many, one));
  const asked = distinct(keys);
  const source = { ...input, id: of.connectorId, headers, retries: 0 };
  const said = asked.length > 0 ? await askMany(scope.orgId, source, many, asked) : null;
  const told = tellApart(many, input.mapping, said, keys);
  await inOrg(scope, (s) =>
    record(s, {
      action: "connector.tried",
      subject: ["connector", input.connectorId],
      details: { contactIds, outcome: said?.outcome ?? "missing", status: said?.status ?? null },
    }),
  );
  const { secrets } = openHeaders(of, headers);
  const hide = hiding(secrets);
  const missing = variables.map((one) => missingOf(many, one));
  return {
    ...requestOf(input, said, asked, secrets),
    contacts: contactIds.map((contactId, n) =>
      triedOf(contactId, keys[n] ?? null, missing[n] ?? [], told[n], hide),
    ),
  };
}

function requestOf({ many }: Input, said: Said | null, asked: string[], secrets: string[]) {
  const hide = hiding(secrets);
  const request = said ? fillMany(many, asked) : null;
  return {
    outcome: said?.outcome ?? null,
    why: said?.why ?? null,
    status: said?.status ?? null,
    ms: Math.round(said?.ms ?? 0),
    url: request && hide(request.url),
    body: request?.body === undefined ? null : hide(request.body),
    answer: said?.outcome === "ok" ? showAnswer(said.json, secrets, memberOf) : null,
  };
}

function triedOf(
  contactId: string,
  key: string | null,
  missing: string[],
  told: Told | undefined,
  hide: (text: string) => string,
): TriedContact {
  return {
    ...{ contactId, key: key && hide(key), missing },
    ...{ outcome: told?.outcome ?? "missing", rows: told?.rows ?? 0 },
    ...showFound(told?.mapped ?? null, hide),
  };
}
