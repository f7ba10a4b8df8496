import { mkdtempSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { inOrg } from "@/db/org";
import { markVerified } from "@/server/channels/mark-verified";
import { sandboxClient } from "@/server/sandbox/client";
import type { BusinessView } from "@/server/sandbox/contract";
import { startCarrier } from "@/server/sandbox/server";
import { withDatabase } from "@/server/testing/environment";
import { createMember, createOrganization, type TestOrganization } from "@/server/testing/factories";
import { type ConnectInput, connect } from "./connect";
import { connection } from "./directory";
import { provisionSandboxNumber } from "./provision";
import { listNumbers, readNumber } from "./queries";
import { reconnect } from "./reconnect";
import { refreshHealth } from "./refresh-health";
import { updateNumber } from "./update-number";

/** The simulated carrier stands in for the real one: only its address differs. */
let carrier: Awaited<ReturnType<typeof startCarrier>>;
let meta: BusinessView;
let ours: TestOrganization;
let theirs: TestOrganization;

/** Our callback: answers the challenge as the route does. */
const door = createServer(async (request, response) => {
  const url = new URL(request.url ?? "/", "http://door");
  const id = url.pathname.split("/").at(-1) ?? "";
  const known = await connection(id);
  const right = url.searchParams.get("hub.verify_token") === known?.verifyToken;
  if (request.method === "GET" && right) await markVerified(id);
  response.writeHead(right ? 200 : 403).end(url.searchParams.get("hub.challenge"));
});

const admin = () => sandboxClient({ url: carrier.url, adminKey: "key" });

withDatabase(async () => {
  await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
  const dataDir = mkdtempSync(path.join(tmpdir(), "carrier-"));
  carrier = await startCarrier({ port: 0, dataDir, adminKey: "key" });
  const appUrl = `http://127.0.0.1:${(door.address() as AddressInfo).port}`;
  return {
    WHATSAPP_GRAPH_URL: carrier.url,
    SANDBOX_URL: carrier.url,
    SANDBOX_ADMIN_KEY: "key",
    APP_URL: appUrl,
  };
});

beforeAll(async () => {
  const made = await admin().createBusiness({ name: "Lucky Shrub" });
  await admin().createNumber(made.id, { country: "AR" });
  await admin().createNumber(made.id, { country: "AR" });
  meta = await admin().business(made.id);
  [ours, theirs] = [await createOrganization(), await createOrganization()];
});
afterAll(async () => {
  await carrier.close();
  door.closeAllConnections();
  door.close();
});

const wish = (place: number, more: Partial<ConnectInput> = {}): ConnectInput => ({
  name: "Ventas",
  color: "teal",
  numberId: meta.numbers[place]?.id ?? "",
  accountId: meta.wabaId,
  token: meta.accessToken,
  appSecret: meta.appSecret,
  ...more,
});
const states = async (numberId: string) =>
  Object.fromEntries((await readNumber(ours.owner.scope, numberId)).links.map((l) => [l.name, l.state]));

const connected = vi.fn(async () => {});

test("a refused token or an unknown number is said with the carrier's code, and nothing is kept", async () => {
  const { scope } = ours.owner;
  const bad = wish(0, { token: "a token that nobody ever gave" });
  await expect(connect(scope, bad, connected)).rejects.toMatchObject({
    code: "CARRIER_REFUSED",
    details: { code: "190" },
  });
  await expect(connect(scope, wish(0, { numberId: "99999999" }), connected)).rejects.toMatchObject({
    code: "CARRIER_REFUSED",
  });
  expect(await listNumbers(scope)).toEqual([]);
  expect(connected).not.toHaveBeenCalled();
});

test("a number connects, its callback is verified at once, and a second one of the account shares it", async () => {
  const { scope } = ours.owner;
  const first = await connect(scope, wish(0), connected);
  expect(connected).toHaveBeenCalledTimes(1);
  expect(await states(first.numberId)).toEqual({
    token: "ok",
    subscribed: "ok",
    callback: "ok",
    heard: "waiting",
    number: "ok",
  });
  const second = await connect(scope, wish(1, { name: "Soporte" }), connected);
  expect(second.callbackUrl).toBe(first.callbackUrl);
  const { callback } = await readNumber(scope, first.numberId);
  expect(callback?.url).toBe(first.callbackUrl);
  const agent = await createMember(ours, "agent");
  expect((await readNumber(agent.scope, first.numberId)).callback).toBeNull();
});

test("a number of one organization cannot be taken, read, changed or mended by another", async () => {
  const { scope } = theirs.owner;
  const [number] = await listNumbers(ours.owner.scope);
  const numberId = number?.id ?? "";
  await expect(connect(scope, wish(0), connected)).rejects.toMatchObject({ code: "NUMBER_TAKEN" });
  await expect(readNumber(scope, numberId)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(updateNumber(scope, { numberId, name: "Mío" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(refreshHealth(scope, { numberId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(reconnect(scope, { numberId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await listNumbers(scope)).toEqual([]);
});

test("a token that ended is named, and a new one mends it", async () => {
  const { scope } = ours.owner;
  const [number] = await listNumbers(scope);
  const numberId = number?.id ?? "";
  const token = "EAAS-a-new-token-long-enough";
  await admin().changeBusiness(meta.id, { accessToken: token });
  await refreshHealth(scope, { numberId });
  expect(await states(numberId)).toMatchObject({ token: "broken" });
  expect((await readNumber(scope, numberId)).lastError).toMatchObject({ code: "190", key: "190" });
  await expect(reconnect(scope, { numberId })).rejects.toMatchObject({ code: "CARRIER_REFUSED" });
  await reconnect(scope, { numberId, token });
  expect(await states(numberId)).toMatchObject({ token: "ok", subscribed: "ok" });
  await refreshHealth(scope, { numberId });
  expect((await readNumber(scope, numberId)).lastError).toBeNull();
});

test("a sandbox number has no secrets to mend; a moved clock keeps real numbers out", async () => {
  const { scope } = theirs.owner;
  const numberId = await provisionSandboxNumber(scope, { name: "Prueba" });
  await expect(reconnect(scope, { numberId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await inOrg(scope, (s) => s.sql`update organizations set clock_offset_ms = 1000 where id = ${s.orgId}`);
  await expect(connect(scope, wish(0), connected)).rejects.toMatchObject({
    code: "CONFLICT",
    details: { reason: "clock" },
  });
});
