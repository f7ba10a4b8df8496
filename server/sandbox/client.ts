import type {
  BusinessChange,
  BusinessView,
  CarrierEvent,
  CarrierSettings,
  CustomerAct,
  CustomerRef,
  CustomerView,
  FaultReport,
  Inbound,
  InboundResult,
  NewBusiness,
  NewNumber,
  NumberView,
  SettingsReport,
  ThreadSummary,
  ThreadView,
} from "./contract";
import type { FaultSettings } from "./faults";
import type { Json } from "./model";

export type * from "./contract";

/** Why a call of the sandbox carrier failed: it did not answer in time or at all, or it refused. */
export class SandboxError extends Error {
  constructor(
    readonly code: "unreachable" | "timeout" | "unauthorized" | "not_found" | "invalid" | "failed",
    message: string,
  ) {
    super(message);
    this.name = "SandboxError";
  }
}

export interface SandboxAccess {
  /** `SANDBOX_URL`, without a trailing slash. */
  url: string;
  /** `SANDBOX_ADMIN_KEY`. */
  adminKey: string;
  /** Per call; 5,000 when absent. */
  timeoutMs?: number;
}

type SettingsChange = { [Part in keyof CarrierSettings]?: Partial<CarrierSettings[Part]> };

export type SandboxClient = ReturnType<typeof sandboxClient>;

/** The sandbox carrier's control API, typed: provisioning, the phone on screen, tests. Every call throws SandboxError. */
export function sandboxClient(access: SandboxAccess) {
  const get = <T>(path: string) => call<T>(access, "GET", path);
  const send = <T>(method: string, path: string, body: object) => call<T>(access, method, path, body);
  const ok = (done: Promise<unknown>): Promise<void> => done.then(() => undefined);
  return {
    /** Makes a business; one whose `id` exists is given back as it is. */
    createBusiness: (body: NewBusiness) => send<BusinessView>("POST", "businesses", body),
    business: (id: string) => get<BusinessView>(`businesses/${id}`),
    businesses: () => get<BusinessView[]>("businesses"),
    changeBusiness: (id: string, body: BusinessChange) =>
      send<BusinessView>("PATCH", `businesses/${id}`, body),
    createNumber: (id: string, body: NewNumber) => send<NumberView>("POST", `businesses/${id}/numbers`, body),
    /** Moves the clock of one business: `offsetMs` is added to real time. */
    setClock: (id: string, offsetMs: number) =>
      send<{ offsetMs: number; now: number }>("PUT", `businesses/${id}/clock`, { offsetMs }),
    clock: (id: string) => get<{ offsetMs: number; now: number }>(`businesses/${id}/clock`),
    /** An approved template, without review; the body is Graph's creation body. */
    approveTemplate: (id: string, body: Json) =>
      send<{ id: string }>("POST", `businesses/${id}/templates`, body),
    happen: (id: string, event: CarrierEvent) => ok(send("POST", `businesses/${id}/events`, event)),
    /** Forgets chats, customers and pending webhooks; numbers, templates and connection stay. */
    reset: (id: string) => ok(send("POST", `businesses/${id}/reset`, {})),
    /** A customer speaks on a number. */
    inbound: (phoneId: string, body: Inbound) =>
      send<InboundResult>("POST", `numbers/${phoneId}/inbound`, body),
    /** Somebody answers from the business's phone app. */
    echo: (phoneId: string, body: { customer: CustomerRef; type: string; content: Json }) =>
      send<InboundResult>("POST", `numbers/${phoneId}/echo`, body),
    customers: (phoneId: string) => get<ThreadSummary[]>(`numbers/${phoneId}/customers`),
    /** `customer` is a BSUID, a phone in any spelling, or a username. */
    thread: (phoneId: string, customer: string) =>
      get<ThreadView>(`numbers/${phoneId}/thread?customer=${encodeURIComponent(customer)}`),
    /** The customer opens the chat; gives how many messages became read. */
    read: (phoneId: string, customer: string, upTo?: string) =>
      send<{ read: number }>("POST", `numbers/${phoneId}/read`, { customer, upTo }),
    act: (phoneId: string, customer: string, act: CustomerAct) =>
      send<{ customer: CustomerView }>("POST", `numbers/${phoneId}/acts`, { customer, act }),
    /** The bytes of a message's media, for the phone on screen. */
    media: (id: string) => download(access, `media/${id}`),
    /** Sets the faults; what is not named is off, counts start again. */
    setFaults: (settings: Partial<FaultSettings>) => send<FaultReport>("PUT", "faults", settings),
    faults: () => get<FaultReport>("faults"),
    /** What is not named stays. */
    changeSettings: (change: SettingsChange) => send<SettingsReport>("PUT", "settings", change),
    settings: () => get<SettingsReport>("settings"),
  };
}

async function call<T>(access: SandboxAccess, method: string, path: string, body?: object): Promise<T> {
  const answer = await reach(access, method, path, body);
  return (await answer.json()) as T;
}

async function download(
  access: SandboxAccess,
  path: string,
): Promise<{ bytes: Uint8Array; mimeType: string }> {
  const answer = await reach(access, "GET", path);
  const mimeType = answer.headers.get("content-type") ?? "application/octet-stream";
  return { bytes: new Uint8Array(await answer.arrayBuffer()), mimeType };
}

async function reach(access: SandboxAccess, method: string, path: string, body?: object): Promise<Response> {
  const signal = AbortSignal.timeout(access.timeoutMs ?? 5_000);
  const headers = { authorization: `Bearer ${access.adminKey}`, "content-type": "application/json" };
  const request = { method, headers, signal, ...(body ? { body: JSON.stringify(body) } : {}) };
  const answer = await fetch(`${access.url}/_admin/${path}`, request).catch((error: unknown) => {
    const late = error instanceof Error && error.name === "TimeoutError";
    throw new SandboxError(
      late ? "timeout" : "unreachable",
      `the sandbox carrier does not answer at ${access.url}`,
    );
  });
  if (answer.ok) return answer;
  throw await refusal(answer);
}

async function refusal(answer: Response): Promise<SandboxError> {
  const text = await answer.text();
  const known = /^\{"error":\{"code":"(unauthorized|not_found|invalid)"/.exec(text)?.[1];
  const code = known === "unauthorized" || known === "not_found" || known === "invalid" ? known : "failed";
  return new SandboxError(code, `the sandbox carrier answered ${answer.status}: ${text.slice(0, 500)}`);
}
