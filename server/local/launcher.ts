import { mkdirSync } from "node:fs";
import path from "node:path";
import { migrate } from "@/db/migrate";
import { App } from "./app";
import { build, isBuilt } from "./build";
import { createDatabase } from "./database";
import { type SignIn, seedDemo } from "./demo";
import { type Given, localEnvironment, localPorts, type PartName } from "./environment";
import { type PartContext, type Parts, starters } from "./parts";
import { assertFree } from "./ports";
import { projectRoot } from "./project";
import { localSecrets } from "./secrets";

export interface LaunchOptions {
  /** `dev` compiles on demand; `built` runs the production build, made first when it is absent or stale. */
  mode: "dev" | "built";
  /** Of the web app; the parts take the next nine. */
  port: number;
  localDir: string;
  /** Variables that name real services; nothing of this process's environment is taken otherwise. */
  given?: Given;
  /** false: an empty database. */
  demo?: boolean;
  /** false: the database may lose its data with the machine, and is quicker. */
  durable?: boolean;
  /** One line per step that was done. */
  onProgress?: (line: string) => void;
  /** What the app prints; it is kept in `<localDir>/app.log` in any case. */
  onOutput?: (text: string) => void;
  /** Called when the app or the database ends without having been asked to. */
  onDeath?: (reason: string) => void;
  /** Ends whatever was started so far. */
  signal?: AbortSignal;
}

export interface Launched {
  /** Of the web app, without a final slash. */
  url: string;
  env: Record<string, string>;
  /** Of the processes beside this one, as of now. */
  readonly pids: { app: number | undefined; postgres: number | undefined };
  parts: Parts;
  signIns: SignIn[];
  /** Starts the app again after `killApp`, on the same port; resolves when it is ready. */
  restartApp(): Promise<void>;
  /** Ends the app, like a crash unless told otherwise, and waits until it is gone. */
  killApp(signal?: NodeJS.Signals): Promise<void>;
  /** Ends everything that was started. Harmless when repeated. */
  stop(): Promise<void>;
}

/** What has to be ended, the latest first; what comes up after the end is ended at once. */
class Started {
  private readonly closers: (() => Promise<void>)[] = [];
  private stopped: Promise<void> | undefined;

  async keep(close: () => Promise<void>): Promise<void> {
    this.closers.push(close);
    if (this.stopped) await this.closeAll();
  }

  stop(): Promise<void> {
    this.stopped ??= this.closeAll();
    return this.stopped;
  }

  private async closeAll(): Promise<void> {
    for (let close = this.closers.pop(); close; close = this.closers.pop()) await close();
  }
}

type Step = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** Starts a whole copy of the product on this machine; rejects with one sentence, having ended what it started. */
export async function launch(options: LaunchOptions): Promise<Launched> {
  const started = new Started();
  try {
    return await start(options, started);
  } catch (error) {
    await started.stop();
    throw options.signal?.aborted ? new Error("Stopped before it was ready.") : error;
  }
}

async function start(options: LaunchOptions, started: Started): Promise<Launched> {
  const { mode, port, signal, given = {}, onDeath = () => undefined } = options;
  const localDir = path.resolve(projectRoot, options.localDir);
  mkdirSync(localDir, { recursive: true });
  const secrets = localSecrets(localDir);
  const { env, parts: names } = localEnvironment(port, localDir, secrets, given);
  await assertPortsFree(port, names);

  const step: Step = async (name, work) => {
    const began = performance.now();
    signal?.throwIfAborted();
    const result = await work();
    options.onProgress?.(`${name.padEnd(10)} ready in ${((performance.now() - began) / 1000).toFixed(1)} s`);
    return result;
  };

  const context: PartContext = {
    web: port,
    localDir,
    secrets,
    env,
    durable: options.durable ?? true,
    onDeath,
  };
  const parts = await startParts(names, context, started, step);
  if (mode === "built" && !isBuilt()) await step("build", build);

  const log = path.join(localDir, "app.log");
  const app = new App({
    mode,
    port,
    env: appEnvironment(options, env),
    log,
    onOutput: options.onOutput,
    onDeath,
  });
  await app.start();
  // Asked politely, a dev server leaves a process behind for a moment; it has nothing to finish.
  await started.keep(() => app.end(mode === "dev" ? "SIGKILL" : "SIGTERM"));
  const [signIns] = await Promise.all([
    options.demo === false ? [] : step("demo", () => seedDemo(localDir, env, signal)),
    step("app", () => app.ready(signal)),
  ]);
  return {
    url: env.APP_URL ?? "",
    env,
    get pids() {
      return { app: app.pid, postgres: parts.postgres?.pid };
    },
    parts,
    signIns,
    restartApp: async () => {
      await app.start();
      await app.ready();
    },
    killApp: (how = "SIGKILL") => app.end(how),
    stop: () => started.stop(),
  };
}

/** The database first, since jobs live in it; whatever else is wanted meanwhile. */
async function startParts(
  names: Set<PartName>,
  context: PartContext,
  started: Started,
  step: Step,
): Promise<Parts> {
  const parts: Parts = {};
  const startPart = async (name: PartName) => {
    if (!names.has(name)) return;
    const part = await step(name, () => starters[name](context));
    await started.keep(() => part.close());
    Object.assign(parts, { [name]: part });
  };
  const others = Promise.all(
    (["realtime", "carrier", "mail", "bank", "transcription"] as const).map(startPart),
  );
  // Waited for below: until then a failure of theirs must not pass for one that nobody handles.
  others.catch(() => undefined);
  await startPart("postgres");
  const owner = context.env.DATABASE_OWNER_URL;
  if (owner) {
    await step("tables", async () => {
      if (names.has("postgres")) await createDatabase(owner);
      await migrate(owner, new URL(context.env.DATABASE_URL ?? owner).password || undefined);
    });
  }
  await Promise.all([others, startPart("jobs")]);
  return parts;
}

async function assertPortsFree(web: number, names: Set<PartName>): Promise<void> {
  const { smtp, ...ports } = localPorts(web);
  for (const [name, port] of Object.entries(ports)) {
    if (name === "web" || names.has(name as PartName))
      await assertFree(port, name === "web" ? "the web app" : name);
  }
  if (names.has("mail")) await assertFree(smtp, "mail");
}

/** A copy beside the usual one compiles into a directory of its own: two of them would overwrite each other. */
function appEnvironment(
  { mode, port, localDir }: LaunchOptions,
  env: Record<string, string>,
): Record<string, string> {
  const usual = path.resolve(projectRoot, localDir) === path.join(projectRoot, ".local");
  return mode === "dev" && !usual ? { ...env, NEXT_DIST_DIR: `.local/next-${port}` } : env;
}
