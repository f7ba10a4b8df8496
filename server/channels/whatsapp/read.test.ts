import { describe, expect, test } from "vitest";
import type { InboundPart } from "@/server/channels/adapter";
import { expected } from "./fixtures/expected";
import { loadSamples, sample } from "./fixtures/load";
import { read } from "./read";
import { split } from "./split";

function summary(part: InboundPart): string {
  switch (part.type) {
    case "message":
    case "edit":
      return `${part.type} ${part.content.type}`;
    case "parked":
      return `parked ${part.reason}`;
    case "status":
    case "consent":
      return `${part.type} ${part.state}`;
    case "connection-event":
      return `${part.type} ${part.event}`;
    default:
      return part.type;
  }
}

test.each(loadSamples())("$id: $kind", ({ id, kind, payload }) => {
  const found = expected.find(([each]) => each === id);
  expect([id, kind, ...split(payload).map((part) => summary(read(part)))]).toEqual(found);
});

/** The one part of a `messages` webhook around a message. */
function readMessage(message: object, contacts: object[] = [], field = "messages"): InboundPart {
  const metadata = { display_phone_number: "15550783881", phone_number_id: "106540352242922" };
  const key = field === "smb_message_echoes" ? "message_echoes" : "messages";
  const value = { messaging_product: "whatsapp", metadata, contacts, [key]: [message] };
  const body = { object: "whatsapp_business_account", entry: [{ id: "1", changes: [{ field, value }] }] };
  const [part] = split(body);
  if (!part) throw new Error("split gave nothing");
  return read(part);
}

const text = { id: "wamid.1", timestamp: "1750269342", type: "text", text: { body: "Hola" } };
const person = { profile: { name: "Ana", username: "@ana" }, wa_id: "5491152631234", user_id: "AR.1" };

describe("who wrote", () => {
  test("a phone and a scoped id are both kept, with the key of the line and the country", () => {
    expect(readMessage({ ...text, from: "5491152631234", from_user_id: "AR.1" }, [person])).toMatchObject({
      from: {
        addresses: [
          { kind: "phone", value: "541152631234", address: "5491152631234" },
          { kind: "scoped", value: "AR.1", address: "AR.1" },
        ],
        name: "Ana",
        username: "ana",
        country: "AR",
      },
    });
  });

  test.each([
    ["missing", {}],
    ["empty", { from: "", wa_id: "" }],
  ])("with the phone %s the scoped id is who they are", (_, phone) => {
    const contact = { profile: { name: "Ana" }, user_id: "MX.9", ...phone };
    expect(readMessage({ ...text, ...phone, from_user_id: "MX.9" }, [contact])).toMatchObject({
      from: { addresses: [{ kind: "scoped", value: "MX.9" }], name: "Ana", country: "MX" },
    });
  });

  test("with neither in the message, the only contact is who wrote", () => {
    expect(readMessage({ ...text, from: "" }, [person])).toMatchObject({ from: { name: "Ana" } });
  });

  test("with nobody at all it is parked", () => {
    expect(readMessage({ ...text, from: "" })).toEqual({ type: "parked", reason: "malformed" });
  });

  test("a contact that is somebody else lends neither name nor address", () => {
    const part = readMessage({ ...text, from: "16505551234" }, [person]);
    expect(part).toMatchObject({ from: { addresses: [{ value: "16505551234" }] } });
    expect(JSON.stringify(part)).not.toContain("Ana");
  });

  test("an echo belongs to the customer it went to", () => {
    const toPhone = { ...text, from: "15550783881", to: "5491152631234" };
    expect(readMessage(toPhone, [person], "smb_message_echoes")).toMatchObject({
      type: "message",
      echo: true,
      from: { addresses: [{ value: "541152631234" }, { value: "AR.1" }] },
    });
    const toScoped = { ...text, from: "15550783881", to_user_id: "AR.1" };
    const hidden = { profile: { name: "Ana" }, user_id: "AR.1" };
    expect(readMessage(toScoped, [hidden], "smb_message_echoes")).toMatchObject({
      from: { addresses: [{ kind: "scoped", value: "AR.1" }], name: "Ana" },
    });
  });
});

describe("what they said", () => {
  test.each([
    ["an unknown type", { type: "hologram", hologram: {} }, { type: "unknown", of: "hologram" }],
    ["no type", { type: undefined }, { type: "unknown", of: "none" }],
    ["a type that every object has", { type: "constructor" }, { type: "unknown", of: "constructor" }],
    ["text without text", { type: "text", text: {} }, { type: "unknown", of: "text" }],
    ["an image without a file", { type: "image", image: { caption: "x" } }, { type: "unknown", of: "image" }],
    [
      "a notice that the identity changed",
      { type: "system", system: { type: "customer_identity_changed", body: "Ana's security code changed" } },
      { type: "system", event: "customer_identity_changed", text: "Ana's security code changed" },
    ],
    [
      "a form whose answers are no JSON",
      { type: "interactive", interactive: { type: "nfm_reply", nfm_reply: { response_json: "{oops" } } },
      { type: "form", response: { value: "{oops" } },
    ],
    [
      "a place in text",
      { type: "location", location: { latitude: "-34.6", longitude: "-58.4" } },
      { type: "location", latitude: -34.6, longitude: -58.4 },
    ],
    [
      "media that the carrier could not fetch",
      { type: "video", video: { id: "1" }, errors: [{ code: 131052, title: "Media download error" }] },
      { type: "unsupported", reason: "video", detail: "Media download error" },
    ],
  ])("%s", (_, message, content) => {
    expect(readMessage({ ...text, from: "16505551234", ...message })).toMatchObject({
      type: "message",
      content,
    });
  });

  test("a file comes with what is needed to fetch it", () => {
    expect(split(sample("open-036")).map(read)[0]).toMatchObject({
      content: { type: "document", name: "4_641947.pdf" },
      media: { providerMediaId: "848704520347750", mime: "application/pdf", livesFor: 604_800 },
    });
  });

  test("an advertisement's click is the entry point", () => {
    expect(split(sample("open-061")).map(read)[0]).toMatchObject({
      entryPoint: {
        source: "ad or post",
        headline: "AD_TITLE",
        url: "AD_OR_POST_FB_URL",
        clickId: "CTWA_CLID",
      },
    });
  });

  test("the number that a customer shares when asked joins who they are; anybody's card does not", () => {
    expect(split(sample("open-035")).map(read)[0]).toMatchObject({
      from: { addresses: [{ kind: "scoped" }, { kind: "phone", value: "16505551234" }] },
    });
    const card = { phones: [{ phone: "+1 650 555 9999" }] };
    const part = readMessage({ ...text, from_user_id: "US.1", type: "contacts", contacts: [card] });
    expect(part).toMatchObject({ from: { addresses: [{ kind: "scoped" }] } });
  });
});

describe("when", () => {
  test.each(["", "soon", "0", "-5", "1750269342000", "1e99", null, {}, true])(
    "%j is no time",
    (timestamp) => {
      const part = readMessage({ ...text, from: "16505551234", timestamp });
      expect(part).toEqual({ type: "parked", reason: "malformed" });
    },
  );

  test("seconds in text or number are", () => {
    const at = { occurredAt: new Date("2025-06-18T17:55:42Z") };
    expect(readMessage({ ...text, from: "16505551234" })).toMatchObject(at);
    expect(readMessage({ ...text, from: "16505551234", timestamp: 1750269342 })).toMatchObject(at);
  });
});

describe("statuses", () => {
  const status = (change: object) => {
    const statuses = [
      { id: "wamid.1", status: "sent", timestamp: "1750269342", recipient_id: "16505551234", ...change },
    ];
    const value = { metadata: { phone_number_id: "1" }, statuses };
    const body = {
      object: "whatsapp_business_account",
      entry: [{ id: "2", changes: [{ field: "messages", value }] }],
    };
    return split(body).map(read)[0];
  };

  test("our own id comes back, anybody else's data does not", () => {
    const ours = "0197a3a0-0000-7000-8000-000000000000";
    expect(status({ biz_opaque_callback_data: ours })).toMatchObject({ messageId: ours });
    expect(status({ biz_opaque_callback_data: "campaign:42" })).not.toHaveProperty("messageId");
  });

  test.each([
    ["played", { type: "status", state: "read" }],
    ["deleted", { type: "parked", reason: "unknown-status:deleted" }],
    ["toString", { type: "parked", reason: "unknown-status:toString" }],
  ])("%s", (name, part) => {
    expect(status({ status: name })).toMatchObject(part);
  });

  test("a failure without an error still is one", () => {
    expect(status({ status: "failed" })).toMatchObject({ state: "failed", failure: { code: "unknown" } });
  });

  test("those of a group and of a call are kept aside", () => {
    expect(status({ recipient_type: "group" })).toEqual({ type: "parked", reason: "group" });
    expect(status({ type: "call" })).toEqual({ type: "parked", reason: "call" });
  });
});

test("a template flagged is in use still; one rejected says why", () => {
  const [flagged] = split(sample("open-026")).map(read);
  expect(flagged).toMatchObject({ type: "template", reason: "FLAGGED · January 31, 2021" });
  expect(flagged).not.toHaveProperty("status");
  const [rejected] = split(sample("open-027")).map(read);
  expect(rejected).toMatchObject({ status: "REJECTED", category: "MARKETING", language: "en" });
});

test("a category that is announced is told apart from the one in force", () => {
  const [announced] = split(sample("open-084")).map(read);
  expect(announced).toMatchObject({
    category: "UTILITY",
    next: { category: "MARKETING", at: new Date(1_746_169_200_000) },
  });
  const [done] = split(sample("open-085")).map(read);
  expect(done).not.toHaveProperty("next");
});

test("only what somebody has to look at is trouble", () => {
  const troubles = loadSamples().flatMap(({ kind, payload }) =>
    split(payload)
      .map(read)
      .flatMap((part) => (part.type === "connection-event" && part.trouble ? [kind] : [])),
  );
  expect([...new Set(troubles)]).toEqual([
    "account_update.ACCOUNT_OFFBOARDED",
    "account_update.ACCOUNT_RESTRICTION",
    "account_update.ACCOUNT_VIOLATION",
    "account_update.DISABLED_UPDATE",
    "account_update.PARTNER_APP_UNINSTALLED",
    "account_update.PARTNER_REMOVED",
  ]);
});

test("health names the number by its digits, or none for all of them", () => {
  const [quality] = split(sample("open-081")).map(read);
  expect(quality).toMatchObject({
    health: { address: "15550783881", limit: "TIER_UNLIMITED", throughput: "HIGH" },
  });
  const [limit] = split(sample("open-016")).map(read);
  expect(limit).toMatchObject({ health: { limit: "TIER_2K" } });
});
