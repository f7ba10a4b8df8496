import { once, setMaxListeners } from "node:events";
import type { AddressInfo } from "node:net";
import postgres, { type Sql } from "postgres";
import { learnTypesOnce } from "@/db/learn-types";
import { lingeringSocket } from "@/db/lingering-socket";
import type { StandIn } from "@/server/local/stand-in";
import { Dispatcher } from "./dispatch";
import type { Engine } from "./engine";
import { createApi } from "./http";
import { repeat } from "./loop";
import { forget } from "./retention";
import { loadFunctions, Sync } from "./sync";
import { migrate } from "./tables";

export interface JobsOptions {
  /** 0 takes a free one. */
  port: number;
  /** Of an account that may create the schema `jobs`. */
  databaseUrl: string;
  /** The handler of the SDK, as http://localhost:3000/api/inngest. */
  appUrl: string;
  eventKey: string;
  signingKey: string;
  /** The clock of sleeps, time-outs, retries and schedules. */
  now?: () => Date;
  /** How often to look for what is due. */
  pollMs?: number;
  /** How often to ask the app for its functions, once it has answered. */
  syncMs?: number;
  /** After how long without a heartbeat the work of a killed engine is taken over. */
  leaseMs?: number;
  /** Calls in flight at most. */
  slots?: number;
  /** Wait before attempt `attempt` (1 is the first retry) in milliseconds; Inngest's table when left out. */
  backoff?: (attempt: number) => number;
  /** Runs that ended and events are kept this long. */
  keepDays?: number;
  log?: (message: string) => void;
}

export interface Jobs extends StandIn {
  readonly port: number;
  /** Asks the app for its functions now; throws what is wrong with them, or that the app is away. */
  sync(): Promise<void>;
}

const FORGET_MS = 60_000;
const STOP_MS = 3_000;
const backoffSeconds = [15, 30, 60, 120, 300, 600, 1_200, 2_400, 3_600, 7_200];

/**
 * Starts a job engine: it takes the events of the app and drives its unmodified Inngest handler by
 * Inngest's own protocol, signed. Everything is kept in the schema `jobs`; several engines may share it.
 * Resolves when events are taken, whether or not the app is up yet.
 */
export async function startJobs(options: JobsOptions): Promise<Jobs> {
  const closing = new AbortController();
  setMaxListeners(0, closing.signal);
  const engine = createEngine(options, closing.signal);
  await migrate(engine.sql);
  await loadFunctions(engine);
  const dispatcher = new Dispatcher(engine);
  const syncing = new Sync(engine);
  const server = createApi(engine, {
    sync: syncing,
    health: () => ({
      functions: engine.functions.size,
      appAnswers: dispatcher.appAnswers,
      problem: syncing.problem,
    }),
  });
  server.listen(options.port, "127.0.0.1");
  await once(server, "listening").catch(async (error: Error) => {
    await disconnect(engine);
    throw error;
  });
  const { port } = server.address() as AddressInfo;

  let reported = "";
  const report = ({ message }: Error) => {
    if (message !== reported) engine.log(`jobs: ${message}`);
    reported = message;
  };
  const loops = [
    repeat(options.pollMs ?? 250, () => dispatcher.beat(), report),
    repeat(engine.leaseMs / 3, () => dispatcher.heartbeat(), report),
    repeat(
      () => (syncing.problem === null ? (options.syncMs ?? 10_000) : 1_000),
      () => syncing.now().catch(() => undefined),
      report,
    ),
    repeat(FORGET_MS, () => forget(engine, options.keepDays ?? 7), report),
  ];
  engine.wake = () => loops[0]?.wake();

  let closed: Promise<void> | undefined;
  async function close(): Promise<void> {
    server.close();
    server.closeAllConnections();
    await dispatcher.stop(STOP_MS);
    closing.abort();
    await Promise.all(loops.map((loop) => loop.stop()));
    await disconnect(engine);
  }
  return {
    name: "jobs",
    url: `http://127.0.0.1:${port}`,
    port,
    sync: () => syncing.now(),
    close: () => {
      closed ??= close();
      return closed;
    },
  };
}

function createEngine(options: JobsOptions, closing: AbortSignal): Engine {
  return {
    sql: connect(options.databaseUrl, 10),
    pulse: connect(options.databaseUrl, 1),
    now: options.now ?? (() => new Date()),
    functions: new Map(),
    appUrl: options.appUrl,
    eventKey: options.eventKey,
    signingKey: options.signingKey,
    leaseMs: options.leaseMs ?? 15_000,
    slots: options.slots ?? 50,
    backoff: options.backoff ?? inngestBackoff,
    closing,
    wake: () => undefined,
    log: options.log ?? (() => undefined),
  };
}

function connect(url: string, max: number): Sql {
  const pool = postgres(url, {
    max,
    onnotice: () => undefined,
    connect_timeout: 5,
    // A database that comes back is found within a moment, not after twenty seconds.
    backoff: () => 0.2,
    connection: { application_name: "jobs" },
    // Documented, and missing from the types.
    ...{ socket: lingeringSocket({ mode: "none" }) },
  });
  learnTypesOnce(pool);
  return pool;
}

async function disconnect({ sql, pulse }: Engine): Promise<void> {
  await Promise.all([sql.end({ timeout: 1 }), pulse.end({ timeout: 1 })]);
}

/** Inngest's: a table, with up to 30 seconds on top so that what failed together does not return together. */
function inngestBackoff(attempt: number): number {
  const seconds = backoffSeconds[Math.min(attempt, backoffSeconds.length) - 1] ?? 15;
  return (seconds + Math.random() * 30) * 1_000;
}
