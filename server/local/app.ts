import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, closeSync, openSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { guard } from "./guard";
import { appFlags, projectRoot } from "./project";

export interface AppOptions {
  mode: "dev" | "built";
  port: number;
  env: Record<string, string>;
  /** What the app prints is appended here. */
  log: string;
  /** Also gets what the app prints. */
  onOutput?: (text: string) => void;
  /** Called when the app ends without having been asked to. */
  onDeath: (reason: string) => void;
}

const readyWithinMs = 180_000;
const stopWithinMs = 5_000;

/** The web app as a process of its own, in a process group of its own. */
export class App {
  private child: ChildProcess | undefined;

  constructor(private readonly options: AppOptions) {}

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Starts it; does not wait until it answers. */
  async start(): Promise<void> {
    const { mode, port, env } = this.options;
    const args = [
      ...(mode === "built" ? appFlags : []),
      path.join(projectRoot, "node_modules/next/dist/bin/next"),
      mode === "dev" ? "dev" : "start",
    ];
    const log = openSync(this.options.log, "a");
    const output = this.options.onOutput ? "pipe" : log;
    const child = spawn(process.execPath, [...args, "-p", String(port)], {
      cwd: projectRoot,
      env: { ...process.env, ...env, NODE_ENV: mode === "dev" ? "development" : "production" },
      stdio: ["ignore", output, output],
      detached: true,
    });
    closeSync(log);
    await once(child, "spawn");
    this.child = child;
    this.show(child);
    const release = guard(-(child.pid ?? 0), "KILL");
    child.once("exit", (code, signal) => {
      release();
      if (this.child !== child) return;
      this.child = undefined;
      this.options.onDeath(`The app ended by itself (${signal ?? code}): see ${this.options.log}.`);
    });
  }

  /** Resolves when every part of it is ready: `/api/health` answers 200. */
  async ready(signal?: AbortSignal): Promise<void> {
    const giveUp = Date.now() + readyWithinMs;
    let last = "it does not answer";
    while (this.child) {
      signal?.throwIfAborted();
      const answer = await fetch(`http://127.0.0.1:${this.options.port}/api/health`).catch(() => undefined);
      if (answer?.ok) return;
      if (answer) last = `${answer.status} ${(await answer.text()).slice(0, 300)}`;
      if (Date.now() > giveUp) throw new Error(`The app is not ready: ${last}. See ${this.options.log}.`);
      await wait(100);
    }
    throw new Error(`The app did not start: ${this.lastLines()}`);
  }

  /** Ends it, with SIGKILL if it takes too long, and waits until it is gone. */
  async end(signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
    const child = this.child;
    if (!child?.pid) return;
    this.child = undefined;
    const gone = once(child, "exit");
    signalGroup(child.pid, signal);
    const timer = setTimeout(signalGroup, stopWithinMs, child.pid, "SIGKILL");
    await gone;
    clearTimeout(timer);
    signalGroup(child.pid, "SIGKILL");
  }

  private show(child: ChildProcess): void {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk: Buffer) => {
        appendFileSync(this.options.log, chunk);
        this.options.onOutput?.(chunk.toString());
      });
    }
  }

  private lastLines(): string {
    return readFileSync(this.options.log, "utf8").trim().split("\n").slice(-12).join("\n");
  }
}

/** The app has children of its own; the group may be gone already. */
function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
