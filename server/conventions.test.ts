import { describe, expect, test } from "vitest";
import { filesIn, isTest, matches, type SourceFile, sourceFiles } from "./testing/source";

/*
 * What the house style says of files and words. Each list of exceptions gives its reasons, and one that nothing needs any
 * more fails, so that the lists only shrink.
 */

const files = sourceFiles();
const product = files.filter((file) => !isTest(file.path));
const apart = "server/{sandbox,local}/**";

/** Law 8. Parts of a verb, whose caller records; and what keeps the house in order without anybody's decision. */
const unrecorded: Record<string, string> = {
  "server/audit/record.ts": "the record itself",
  "server/campaigns/fold-deltas.ts": "sums that follow from what was recorded",
  "server/campaigns/postpone-quiet.ts":
    "whose turn comes later, by their clock: the claim decides, and records",
  "server/campaigns/still-stands.ts":
    "what the carrier thinks well of again: part of claim-recipients, which records",
  "server/campaigns/turns.ts":
    "by claim-recipients and claim-again, which record; here only whose turn was last",
  "server/campaigns/sender-lease.ts": "whose turn it is on a number: no decision, several times a second",
  "server/audit/seal.ts": "seals what was recorded",
  "server/channels/note-webhook.ts": "when a number was last heard of: no decision, at every webhook",
  "server/contacts/consent/confirm-consent.ts": "uses a link up; what follows, record-consents records",
  "server/connectors/keep-readings.ts":
    "what came of asking a source: what it changes of a contact, contacts records",
  "server/connectors/keep-refusals.ts": "how a source takes its requests: read-live, as above",
  "server/connectors/plan-reading.ts": "who asks for all a source that failed: read-live, as above",
  "server/contacts/import/write-plan.ts": "part of advance-import, which records each batch",
  "server/contacts/resolve-senders.ts": "part of receive, change-identity and consents",
  "server/contacts/merges/return-windows.ts": "part of unmerge",
  "server/contacts/merges/write-fields.ts": "part of merge-contacts and unmerge",
  "server/conversations/claim-next.ts": "part of deliver, which records each outcome",
  "server/conversations/enqueue.ts": "part of reply, send-template and send-standard",
  "server/conversations/insert-messages.ts": "part of receive, which records",
  "server/conversations/insert-ratings.ts": "part of receive, which records",
  "server/conversations/park-early.ts": "parks by webhooks/park, which records",
  "server/conversations/count-reached.ts": "part of claim-next and enqueue-many, whose callers record",
  "server/conversations/enqueue-many.ts":
    "part of campaigns/claim-recipients and campaigns/send-test, which record",
  "server/conversations/open-begun.ts": "part of receive, which records",
  "server/conversations/record-hand-overs.ts": "part of deliver and of campaigns/hear-outcomes, which record",
  "server/conversations/set-reaction.ts": "part of change-messages and react, which record",
  "server/conversations/settle-early.ts": "applies by record-status, which records",
  "server/conversations/transcripts/want-transcript.ts": "part of fetch-attachments, which records",
  "server/ledger/rate-cards/load.ts": "lays prices while migrating, for no organization",
  "server/ledger/record-charges.ts": "part of record-status; the chain of charges is its own trace",
  "server/ledger/record-usage.ts": "part of receive and record-sent; append-only as well",
  "server/organizations/presence/beat.ts":
    "that a browser lives, twice a minute: what follows from it, change-presence records",
  "server/realtime/forget-changes.ts": "drops old lines of the change feed",
  "server/realtime/publish.ts": "the change feed, told by each verb after it recorded",
  "server/reports/fold-presence.ts": "part of fold-reports, which records",
  "server/routing/assign-waiting.ts": "gives by claim-work, which records",
  "server/routing/forget-snapshots.ts": "drops what decisions of a month ago were chosen among",
  "server/segments/recount-segment.ts": "how many there were when somebody looked: no decision",
  "server/sla/keep-due.ts": "reckons what follows from what verbs wrote and recorded",
  "server/templates/versions/add-version.ts": "part of create-template and edit-template",
  "server/templates/versions/join-versions.ts": "part of sync",
  "server/templates/versions/settle-versions.ts":
    "part of apply-update, sync, create-template and edit-template",
  "server/users/email-tokens.ts": "before there is an organization",
  "server/webhooks/bare-insert.ts": "what a benchmark measures against",
  "server/webhooks/store.ts": "before the organization is known; what came is the trace",
};

const writes =
  /\binsert into \w|\bdelete from \w|\bupdate \w+( \w+)? set\b|\.(insert|update|delete)\((?!id\b|key\b|path\b)[a-zA-Z]+\)\s*\.?(?=\s*\.(values|set|where)|\.(values|set|where))/;

describe("every verb that writes leaves its line in the audit", () => {
  const modules = product.filter((file) => matches(file.path, "server/*/**") && !matches(file.path, apart));
  const verbs = modules.filter((file) => writes.test(file.text) && !/\brecord\(/.test(file.text));

  test("in its own file, unless it is part of one that does", () => {
    expect(verbs.map((file) => file.path).filter((path) => !unrecorded[path])).toEqual([]);
  });

  test("and the list of parts names only parts", () => {
    const known = modules.filter((file) => writes.test(file.text)).map((file) => file.path);
    expect(Object.keys(unrecorded).filter((path) => !known.includes(path))).toEqual([]);
  });
});

/** Where a channel may be called by its name: what speaks it, what simulates it, what is loaded for a trial. */
const named: Record<string, string> = {
  "server/channels/**": "the adapters",
  "app/api/webhooks/**": "their addresses",
  "{app/**,components}/sandbox/**": "the customer's phone on screen",
  "app/api/sandbox-media/**": "the customer's phone on screen",
  "db/{bulk,demo}/**": "what a carrier would have sent",
  "messages/same-as-english.ts": "what people call it, in every language",
  "server/env.ts": "the environment of the platform's own app",
  "server/receive-webhook.ts": "the secrets of the platform's own app",
};

const channelNames = /whatsapp|\bwa_id\b|\bwaba\b|wamid|bsuid|graph\.facebook/i;

test("no channel is called by its name outside its adapter", () => {
  const calls = product.filter((file) => channelNames.test(file.text) && !matches(file.path, apart));
  const fits = (file: SourceFile) => Object.keys(named).filter((pattern) => matches(file.path, pattern));
  expect(calls.filter((file) => fits(file).length === 0).map((file) => file.path)).toEqual([]);
  const used = new Set(calls.flatMap(fits));
  expect(Object.keys(named).filter((pattern) => !used.has(pattern))).toEqual([]);
});

describe("files", () => {
  test("lie in folders that name something of the product", () => {
    const dumps = ["app", "components", "server", "db", "messages"]
      .flatMap(filesIn)
      .filter((path) => /\/(lib|utils?|helpers?|services|types|common|shared|misc)(\.tsx?)?$/.test(path));
    expect(dumps.filter((path) => !/^components\/[\w-]+\/types\.ts$/.test(path))).toEqual([]);
  });

  test("never only pass on what others export", () => {
    const barrels = files.filter(({ text }) => {
      const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "").trim();
      return (
        code !== "" &&
        code.replace(/export (type )?(\*( as \w+)?|\{[^}]*\}) from "[^"]+";?/g, "").trim() === ""
      );
    });
    expect(barrels.map((file) => file.path)).toEqual([]);
  });

  test("have at most 300 lines", () => {
    const long = files.map(({ path, text }) => ({ path, lines: text.trimEnd().split("\n").length }));
    expect(long.filter(({ lines }) => lines > 300)).toEqual([]);
  });
});

describe("code", () => {
  /** The linter refuses `any` and `!`; here nothing silences it. */
  test("silences neither the types nor the rules about them", () => {
    const silenced =
      /@ts-(ignore|expect-error|nocheck)|\bas any\b|biome-ignore\w* lint\/(suspicious\/noExplicitAny|style\/noNonNull)/;
    const wrong = product.filter((file) => silenced.test(file.text)).map((file) => file.path);
    expect(wrong).toEqual([]);
  });

  /** A character that turns the direction would turn what stands beside it too: `Name` leaves it out. */
  test("draws names that others gave by the piece for them", () => {
    const bare = /<bdi(?: className="[^"]*")?>\s*\{(?:[\w.?]*[nN]ame|contact)\}\s*<\/bdi>/;
    const wrong = product.filter((file) => bare.test(file.text)).map((file) => file.path);
    expect(wrong).toEqual([]);
  });

  test("leaves no task behind", () => {
    const wrong = files.filter(
      ({ path, text }) => path !== "server/conventions.test.ts" && /\b(TODO|FIXME|XXX)\b/.test(text),
    );
    expect(wrong.map((file) => file.path)).toEqual([]);
  });
});
