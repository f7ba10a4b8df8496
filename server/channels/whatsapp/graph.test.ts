import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { CarrierError } from "@/server/channels/carrier-error";
import { type Reply, startFakeCarrier } from "./fixtures/fake-carrier";
import {
  changeProfile,
  createTemplate,
  getNumber,
  getProfile,
  listNumbers,
  listTemplates,
  markRead,
  register,
  setBlocked,
  subscribe,
} from "./graph";
import { downloadMedia } from "./graph-media";

let fake: Awaited<ReturnType<typeof startFakeCarrier>>;
beforeAll(async () => {
  fake = await startFakeCarrier(() => ({ json: {} }));
});
afterAll(() => fake.close());
beforeEach(() => {
  fake.asked.length = 0;
});

const access = () => ({ baseUrl: fake.baseUrl, token: "secret", timeoutMs: 5_000 });
const answers = (reply: Reply) => {
  fake.answer = () => reply;
};

describe("what is asked", () => {
  test.each<[string, () => Promise<unknown>, object]>([
    [
      "read",
      () => markRead(access(), "106", "wamid.1"),
      {
        path: "/v26.0/106/messages",
        json: { messaging_product: "whatsapp", status: "read", message_id: "wamid.1" },
      },
    ],
    [
      "read and typing",
      () => markRead(access(), "106", "wamid.1", { typing: true }),
      { json: { status: "read", typing_indicator: { type: "text" } } },
    ],
    [
      "register",
      () => register(access(), "106", "123456"),
      { path: "/v26.0/106/register", json: { messaging_product: "whatsapp", pin: "123456" } },
    ],
    [
      "profile",
      () => changeProfile(access(), "106", { about: "Hola" }),
      {
        path: "/v26.0/106/whatsapp_business_profile",
        json: { messaging_product: "whatsapp", about: "Hola" },
      },
    ],
    ["subscribe", () => subscribe(access(), "waba"), { path: "/v26.0/waba/subscribed_apps", json: {} }],
    [
      "subscribe with a callback",
      () => subscribe(access(), "waba", { url: "https://example.com/hook", verifyToken: "word" }),
      {
        path: "/v26.0/waba/subscribed_apps",
        json: { override_callback_uri: "https://example.com/hook", verify_token: "word" },
      },
    ],
  ])("%s", async (_, call, asked) => {
    answers({ json: { success: true } });
    await call();
    expect(fake.asked[0]).toMatchObject({ method: "POST", authorization: "Bearer secret", ...asked });
  });

  test("a number with the fields we show", async () => {
    answers({
      json: {
        id: "106",
        verified_name: "Lucky Shrub",
        quality_rating: "GREEN",
        throughput: { level: "STANDARD" },
      },
    });
    expect(await getNumber(access(), "106")).toMatchObject({
      verified_name: "Lucky Shrub",
      throughput: { level: "STANDARD" },
    });
    expect(fake.asked[0]?.query.get("fields")).toContain("whatsapp_business_manager_messaging_limit");
  });

  test("a profile, also where there is none yet", async () => {
    answers({ json: { data: [{ about: "Hola", messaging_product: "whatsapp" }] } });
    expect(await getProfile(access(), "106")).toMatchObject({ about: "Hola" });
    answers({ json: { data: [] } });
    expect(await getProfile(access(), "106")).toEqual({});
  });

  test("a template to review", async () => {
    answers({ json: { id: "1", status: "PENDING", category: "MARKETING" } });
    const body = { name: "offer", language: "es_AR", category: "UTILITY", components: [] };
    expect(await createTemplate(access(), "waba", body)).toMatchObject({
      status: "PENDING",
      category: "MARKETING",
    });
    expect(fake.asked[0]).toMatchObject({ path: "/v26.0/waba/message_templates", json: body });
  });

  test("block and let in again; false where the carrier will not", async () => {
    answers({ json: { block_users: { added_users: [{ input: "5491152631234" }] } } });
    expect(await setBlocked(access(), "106", { kind: "phone", address: "5491152631234" }, true)).toBe(true);
    answers({ json: { block_users: { failed_users: [{ input: "US.1", errors: [{ code: 131047 }] }] } } });
    expect(await setBlocked(access(), "106", { kind: "scoped", address: "US.1" }, false)).toBe(false);
    expect(fake.asked.map(({ method, json }) => [method, json])).toEqual([
      ["POST", { messaging_product: "whatsapp", block_users: [{ user: "5491152631234" }] }],
      ["DELETE", { messaging_product: "whatsapp", block_users: [{ user_id: "US.1" }] }],
    ]);
  });
});

describe("lists", () => {
  const template = (i: number) => ({
    id: `${i}`,
    name: `t${i}`,
    language: "es",
    status: "APPROVED",
    category: "UTILITY",
    components: [],
  });

  test("go through all pages", async () => {
    fake.answer = ({ query }) => {
      const page = Number(query.get("after") ?? 0);
      const paging = {
        cursors: { after: `${page + 1}` },
        ...(page < 2 ? { next: "https://elsewhere.example/next" } : {}),
      };
      return { json: { data: [template(page)], paging } };
    };
    expect((await listTemplates(access(), "waba")).map((each) => each.id)).toEqual(["0", "1", "2"]);
    expect(fake.asked.map(({ query }) => [query.get("after"), query.get("limit")])).toEqual([
      [null, "100"],
      ["1", "100"],
      ["2", "100"],
    ]);
  });

  test("end without cursors, and do not run in circles", async () => {
    answers({ json: { data: [{ id: "106" }] } });
    expect(await listNumbers(access(), "waba")).toHaveLength(1);
    answers({ json: { data: [], paging: { cursors: { after: "same" }, next: "x" } } });
    await expect(listTemplates(access(), "waba")).rejects.toMatchObject({ code: "not-readable" });
  });
});

describe("media", () => {
  const file = (change: object = {}) => ({
    messaging_product: "whatsapp",
    url: `${fake.baseUrl}/_media/1?oe=1`,
    mime_type: "image/png",
    sha256: "abc",
    file_size: 5,
    ...change,
  });

  test("are asked for, then fetched with the token", async () => {
    fake.answer = ({ path }) =>
      path.startsWith("/_media") ? { bytes: Buffer.from("bytes") } : { json: file() };
    expect(await downloadMedia(access(), "1")).toEqual({
      bytes: Buffer.from("bytes"),
      mime: "image/png",
      sha256: "abc",
    });
    expect(fake.asked.map(({ path, authorization }) => [path, authorization])).toEqual([
      ["/v26.0/1", "Bearer secret"],
      ["/_media/1", "Bearer secret"],
    ]);
  });

  test("an id that the carrier has forgotten is gone", async () => {
    answers({
      status: 400,
      json: { error: { message: "(#100) Unknown id", type: "OAuthException", code: 100 } },
    });
    await expect(downloadMedia(access(), "1")).rejects.toMatchObject({ code: "gone", cls: "permanent" });
  });

  test("over 100 MB are left where they are, by their word or by their weight", async () => {
    answers({ json: file({ file_size: "104857601" }) });
    await expect(downloadMedia(access(), "1")).rejects.toMatchObject({ code: "too-large" });
    expect(fake.asked).toHaveLength(1);
    const bytes = Buffer.alloc(104_857_601);
    fake.answer = ({ path }) => (path.startsWith("/_media") ? { bytes } : { json: file() });
    await expect(downloadMedia(access(), "1")).rejects.toMatchObject({ code: "too-large" });
  });

  test.each<[string, Reply, object]>([
    ["gone", { status: 404, text: "" }, { code: "gone", cls: "permanent" }],
    ["not theirs", { status: 500, text: "" }, { code: "not-readable", cls: "unanswered" }],
    ["broken off", "break-off", { cls: "unanswered" }],
    ["cut", "sever", { cls: "unanswered" }],
  ])("%s", async (_, reply, error) => {
    fake.answer = ({ path }) => (path.startsWith("/_media") ? reply : { json: file() });
    await expect(downloadMedia(access(), "1")).rejects.toMatchObject(error);
  });
});

test("an odd field does not spoil an answer, nor a refusal", async () => {
  answers({ json: { id: "106", verified_name: null, throughput: "fast", health_status: [] } });
  expect(await getNumber(access(), "106")).toMatchObject({ id: "106" });
  answers({
    status: 400,
    json: { error: { code: 131056, message: null, error_subcode: "x", error_data: "Slowly" } },
  });
  await expect(getNumber(access(), "106")).rejects.toMatchObject({ code: "131056", cls: "rate_pair" });
});

test("a refusal is an error with the carrier's code, class and words", async () => {
  answers({ status: 401, json: { error: { code: 190, message: "Expired", type: "OAuthException" } } });
  const error = await getNumber(access(), "106").catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(CarrierError);
  expect(error).toMatchObject({ code: "190", cls: "auth", detail: "Expired" });
  expect(String(error)).not.toContain("secret");
});
