import { tally, type Violation } from "./auditor";
import type { CampaignTables } from "./campaign-evidence";
import type { Logs, Tables } from "./evidence";

/** What was promised of a campaign beyond what holds for every message. `highest`: the most that was ever seen set aside. */
export function judgeCampaign(
  logs: Logs,
  tables: Tables,
  campaign: CampaignTables,
  highest: number,
): Violation[] {
  return [
    ...twiceReached(logs, campaign),
    ...unknownToIt(tables, campaign),
    ...lost(tables, campaign),
    ...unnamed(campaign),
    ...charges(logs, campaign),
    ...budget(campaign, highest),
    ...counts(tables, campaign),
  ];
}

/** By the address that the carrier wrote down, and by the person whose message it was. */
function twiceReached(logs: Logs, { recipients }: CampaignTables): Violation[] {
  const people = new Map(recipients.map((r) => [r.message_id, r.contact_id]));
  const twice = (what: string, keys: string[]): Violation[] =>
    [...tally(keys)]
      .filter(([, count]) => count > 1)
      .map(([id, count]) => ({ kind: "doubled", what: `${what}, ${count} times`, id }));
  return [
    ...twice(
      "an address written to",
      logs.accepted.map((a) => a.to),
    ),
    ...twice(
      "a recipient written to",
      logs.accepted.flatMap((a) => people.get(a.biz_opaque_callback_data) ?? []),
    ),
  ];
}

/** A message that is on its road and that no recipient has was decided twice. */
function unknownToIt({ deliveries }: Tables, { recipients }: CampaignTables): Violation[] {
  const known = new Set(recipients.map((r) => r.message_id));
  return deliveries
    .filter((d) => !known.has(d.message_id))
    .map((d) => ({ kind: "doubled", what: "a message that no recipient has", id: d.message_id }));
}

function lost({ deliveries }: Tables, { recipients }: CampaignTables): Violation[] {
  const roads = new Set(deliveries.map((d) => d.message_id));
  return recipients
    .filter((r) => r.state === "queued" && !(r.message_id && roads.has(r.message_id)))
    .map((r) => ({ kind: "lost", what: "a recipient whose message is nowhere", id: r.contact_id }));
}

/** Once everything has settled nobody is planned any more, and whoever was left out has a reason. */
function unnamed({ state, pauseReason, recipients }: CampaignTables): Violation[] {
  const named = (r: CampaignTables["recipients"][number]) =>
    r.state === "queued" || (["excluded", "skipped"].includes(r.state) && r.reason !== null);
  const campaign: Violation[] =
    state === "finished"
      ? []
      : [{ kind: "unnamed", what: `a campaign that is ${state}`, id: pauseReason ?? "no reason" }];
  return [
    ...campaign,
    ...recipients
      .filter((r) => !named(r))
      .map((r): Violation => ({ kind: "unnamed", what: `a recipient who is ${r.state}`, id: r.contact_id })),
  ];
}

/** Each message that arrived costs what the carrier's pricing comes to by the card; no other costs anything. */
function charges(logs: Logs, campaign: CampaignTables): Violation[] {
  const told = new Map<string, Set<string>>();
  for (const { messageId, status } of logs.statuses)
    if (messageId) told.set(messageId, (told.get(messageId) ?? new Set()).add(status));
  const expected = new Map<string, number>();
  for (const { biz_opaque_callback_data: id, record } of logs.accepted) {
    const heard = told.get(id ?? "");
    if (!id || !heard || heard.has("failed") || record.pricing?.type !== "regular") continue;
    expected.set(id, campaign.rates[record.pricing.category] ?? Number.NaN);
  }
  const actual = new Map(campaign.charges.map((c) => [c.message_id, c.micros]));
  return [...new Set([...expected.keys(), ...actual.keys()])]
    .filter((id) => (expected.get(id) ?? 0) !== (actual.get(id) ?? 0))
    .map((id) => ({
      kind: "ledger",
      what: `charged ${actual.get(id) ?? 0} instead of ${expected.get(id) ?? 0}`,
      id,
    }));
}

function budget({ budget: most, committed, charges: paid }: CampaignTables, highest: number): Violation[] {
  const one = (what: string): Violation => ({ kind: "budget", what, id: "campaign" });
  const spent = paid.reduce((sum, { micros }) => sum + micros, 0);
  return [
    ...(most !== null && highest > most ? [one(`${highest} set aside of ${most}`)] : []),
    ...(most !== null && committed > most ? [one(`${committed} set aside of ${most} at the end`)] : []),
    ...(most !== null && spent > most ? [one(`${spent} spent of ${most}`)] : []),
    ...(spent > committed ? [one(`${spent} spent and only ${committed} set aside`)] : []),
  ];
}

/** What it shows is what a recount gives. */
function counts({ deliveries }: Tables, campaign: CampaignTables): Violation[] {
  const { recipients, held, charges: paid, tally: shown } = campaign;
  const own = new Set(recipients.map((r) => r.message_id));
  const counted = tally([
    ...recipients.map((r) => r.state),
    ...recipients.flatMap((r) => (r.reason === null ? [] : [`${r.state}:${r.reason}`])),
    ...deliveries.filter((d) => own.has(d.message_id)).map((d) => `d:${d.state}`),
    ...recipients.flatMap((r) => [
      ...(r.replied ? ["replied"] : []),
      ...(r.clicked ? ["clicked"] : []),
      ...(r.converted ? ["converted"] : []),
    ]),
  ]);
  if (held > 0) counted.set("d:held", held);
  const spent = paid.reduce((sum, { micros }) => sum + micros, 0);
  if (spent !== 0) counted.set("spent", spent);
  return [...new Set([...counted.keys(), ...Object.keys(shown)])]
    .filter((key) => (counted.get(key) ?? 0) !== (shown[key] ?? 0))
    .map((key) => ({
      kind: "tally",
      what: `${key} shown as ${shown[key] ?? 0}, counted as ${counted.get(key) ?? 0}`,
      id: key,
    }));
}
