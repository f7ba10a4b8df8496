import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { z } from "zod";
import type { StandIn } from "@/server/local/stand-in";
import { type Behaviour, behaviour, misbehave, normal } from "./behaviour";
import { type Customer, customers, debtors, type Product } from "./customers";

export interface BankOptions {
  /** 0 takes a free one. */
  port: number;
  /** That callers send in the header x-api-key; also of the administration. */
  key: string;
}

export interface BankServer extends StandIn {
  /** How often it was asked for customers, whatever it answered. */
  readonly asked: number;
}

/** What one bank says, and how it fails. */
interface State {
  customers: ReturnType<typeof indexed>;
  behaviour: Behaviour;
}

const untouched = (): State => ({ customers: indexed(customers()), behaviour: normal });

interface Answer {
  status: number;
  body: unknown;
}

/**
 * Stands in for a company's own system, a small core-banking server: `GET /v1/customers?phone=` or `?taxId=`, `GET /v1/customers/TAX_ID`;
 * of at most 500 at once `GET /v1/customers/batch?phones=A,B&taxIds=C` and `POST /v1/customers/batch {"phones","taxIds"}`. `POST /admin/debt {"taxId","productId","debt","daysOverdue"}`, `/admin/paid
 * {"taxId","productId"}`, `/admin/debtors {"count"}`, `/admin/behaviour {"mode","afterMs","times"}` and `/admin/reset` change what it says
 * and how it fails. Whoever comes with `KEY:NAME` has a bank of that name to themselves.
 */
export async function startBank({ port, key }: BankOptions): Promise<BankServer> {
  const banks = new Map<string, State>();
  let asked = 0;
  const bankOf = (sent: string | string[] | undefined): State | undefined => {
    if (typeof sent !== "string" || (sent !== key && !sent.startsWith(`${key}:`))) return;
    const state = banks.get(sent) ?? untouched();
    banks.set(sent, state);
    return state;
  };
  const server = createServer((request, response) => {
    if (!request.url?.startsWith("/admin/")) asked += 1;
    serve(request, response, bankOf(request.headers["x-api-key"])).catch(() =>
      send(response, refusal(400, "BAD_REQUEST", "Unreadable body.")),
    );
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    name: "bank",
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get asked() {
      return asked;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  state: State | undefined,
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://bank");
  const body = await text(request);
  if (!state) return send(response, unauthorized());
  if (url.pathname.startsWith("/admin/"))
    return send(response, administer(url.pathname.slice(7), body, state));
  const how = nextBehaviour(state);
  if (await misbehave(how, response)) return;
  const answer = answerTo(request.method ?? "", url, body, state);
  send(response, how.mode === "wrong-types" ? { ...answer, body: inWords(answer.body) } : answer);
}

function nextBehaviour(state: State): Behaviour {
  const now = state.behaviour;
  if (now.times === null) return now;
  state.behaviour = now.times > 1 ? { ...now, times: now.times - 1 } : normal;
  return now;
}

const batch = z.object({ phones: z.array(z.string()).default([]), taxIds: z.array(z.string()).default([]) });
const mostAtOnce = 500;

function answerTo(method: string, url: URL, body: string, state: State): Answer {
  const [, version, noun, rest] = url.pathname.split("/");
  if (version !== "v1" || noun !== "customers") return refusal(404, "NO_SUCH_RESOURCE", url.pathname);
  if (rest === "batch") {
    if (method !== "POST" && method !== "GET") return refusal(405, "METHOD_NOT_ALLOWED", method);
    return batchOf(method === "POST" ? JSON.parse(body) : listsIn(url), state);
  }
  if (method !== "GET") return refusal(405, "METHOD_NOT_ALLOWED", method);
  const [phone, taxId] = [url.searchParams.get("phone"), rest ?? url.searchParams.get("taxId")];
  if (!phone && !taxId) return refusal(400, "MISSING_PARAMETER", "phone or taxId");
  const found = taxId ? byTaxId(state, decodeURIComponent(taxId)) : byPhone(state, phone ?? "");
  return found
    ? { status: 200, body: { customer: found } }
    : refusal(404, "CUSTOMER_NOT_FOUND", "Unknown customer.");
}

const listsIn = ({ searchParams }: URL) =>
  Object.fromEntries([...searchParams].map(([name, list]) => [name, list.split(",")]));

function batchOf(lists: unknown, state: State): Answer {
  const asked = batch.safeParse(lists);
  if (!asked.success) return refusal(400, "BAD_REQUEST", "phones and taxIds: lists of texts");
  const { phones, taxIds } = asked.data;
  if (phones.length + taxIds.length > mostAtOnce)
    return refusal(413, "TOO_MANY_KEYS", `At most ${mostAtOnce} at once.`);
  const found = [
    ...phones.map((phone) => byPhone(state, phone)),
    ...taxIds.map((taxId) => byTaxId(state, taxId)),
  ];
  const missing = [...phones, ...taxIds].filter((_, place) => !found[place]);
  return {
    status: 200,
    body: { customers: [...new Set(found.filter((one) => one !== undefined))], missing },
  };
}

const byPhone = ({ customers }: State, phone: string) => customers.byPhone.get(phone.replace(/\D/g, ""));
const byTaxId = ({ customers }: State, taxId: string) => customers.byTaxId.get(taxId);

/** Found at once, however many there are. */
const indexed = (all: Customer[]) => ({
  byPhone: new Map(all.map((one) => [one.phone, one])),
  byTaxId: new Map(all.map((one) => [one.taxId, one])),
});

const named = z.object({ taxId: z.string(), productId: z.string() });
const counted = z.object({ count: z.int().min(1).max(100_000) });
const debt = named.extend({ debt: z.number().min(0), daysOverdue: z.int().min(0).optional() });

function administer(act: string, body: string, state: State): Answer {
  const said: unknown = body === "" ? {} : JSON.parse(body);
  if (act === "reset") {
    Object.assign(state, untouched());
    return { status: 200, body: {} };
  }
  if (act === "behaviour") {
    state.behaviour = behaviour.parse(said);
    return { status: 200, body: state.behaviour };
  }
  if (act === "debt") {
    const { debt: amount, daysOverdue, ...which } = debt.parse(said);
    return change(state, which, (one) => ({ debt: amount, daysOverdue: daysOverdue ?? one.daysOverdue }));
  }
  if (act === "debtors") {
    const { byTaxId: known } = state.customers;
    const more = debtors(counted.parse(said).count).filter(({ taxId }) => !known.has(taxId));
    state.customers = indexed([...known.values(), ...more]);
    return { status: 200, body: { added: more.length } };
  }
  if (act === "paid") return change(state, named.parse(said), () => ({ debt: 0, daysOverdue: 0 }));
  return refusal(404, "NO_SUCH_RESOURCE", act);
}

function change(
  state: State,
  { taxId, productId }: z.infer<typeof named>,
  to: (product: Product) => Partial<Product>,
): Answer {
  const product = byTaxId(state, taxId)?.products.find(({ id }) => id === productId);
  if (!product) return refusal(404, "PRODUCT_NOT_FOUND", "Unknown product.");
  return { status: 200, body: Object.assign(product, to(product)) };
}

/** Numbers where nobody expects words, and words where nobody expects numbers. */
function inWords(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inWords);
  if (value !== null && typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, inWords(one)]));
  return typeof value === "number" ? "s/d" : value;
}

const unauthorized = () => refusal(401, "UNAUTHORIZED", "Missing or wrong x-api-key.");

function refusal(status: number, code: string, message: string): Answer {
  return { status, body: { error: { code, message } } };
}

function send(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8" }).end(JSON.stringify(body));
}
