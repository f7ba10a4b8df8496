import { createHash, randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres, { type Sql } from "postgres";
import { migrate } from "@/db/migrate";
import { type Postgres, startPostgres } from "@/server/local/postgres/server";
import { removeFolder } from "./remove-folder";

/** The addresses of one database. */
export interface DatabaseUrls {
  name: string;
  /** For the role `app`, as the product connects. */
  url: string;
  /** For the owner, who is above row-level security. */
  ownerUrl: string;
}

interface Running {
  postgres: Postgres;
  admin: Sql;
}

const prefix = "hilo-test-";
const migrations = path.join(import.meta.dirname, "../../drizzle");

/** A throw-away PostgreSQL, started when the first database is wanted; each is a copy of a migrated template. */
export class TestCluster {
  private readonly folder = path.join(tmpdir(), `${prefix}${process.pid}-`);
  private dir: string | undefined;
  private running: Promise<Running> | undefined;
  private readonly templates = new Map<string, Promise<void>>();

  async create(): Promise<DatabaseUrls> {
    this.running ??= this.start();
    const { postgres: server, admin } = await this.running;
    const template = await this.template(server, admin);
    const name = `test_${randomBytes(6).toString("hex")}`;
    await admin`create database ${admin(name)} template ${admin(template)}`;
    return {
      name,
      url: `postgres://app:app@127.0.0.1:${server.port}/${name}`,
      ownerUrl: server.ownerUrl(name),
    };
  }

  async drop(name: string): Promise<void> {
    if (!this.running) return;
    const { admin } = await this.running;
    await admin`drop database if exists ${admin(name)} with (force)`;
  }

  async close(): Promise<void> {
    const running = await this.running?.catch(() => undefined);
    await running?.admin.end({ timeout: 1 });
    // Its data are worth nothing: the quickest end is the best.
    await running?.postgres.kill();
    if (this.dir) removeFolder(this.dir);
  }

  private async start(): Promise<Running> {
    removeLeftovers();
    this.dir = mkdtempSync(this.folder);
    // As root the server runs under another account, which must be able to enter.
    chmodSync(this.dir, 0o755);
    const server = await startPostgres({ port: 0, dataDir: path.join(this.dir, "data"), durable: false });
    return {
      postgres: server,
      admin: postgres(server.ownerUrl("postgres"), { max: 2, onnotice: () => undefined }),
    };
  }

  /** Named after the migrations, so that a watching run notices a new one. */
  private async template(server: Postgres, admin: Sql): Promise<string> {
    const name = `template_${digestOfMigrations()}`;
    const make = async () => {
      await admin`create database ${admin(name)}`;
      await migrate(server.ownerUrl(name), "app");
    };
    const made = this.templates.get(name) ?? make();
    this.templates.set(name, made);
    await made;
    return name;
  }
}

function digestOfMigrations(): string {
  const hash = createHash("sha256");
  for (const file of readdirSync(migrations)
    .filter((name) => name.endsWith(".sql"))
    .sort()) {
    hash.update(file).update(readFileSync(path.join(migrations, file)));
  }
  return hash.digest("hex").slice(0, 12);
}

/** Directories of runs that were killed. */
function removeLeftovers(): void {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    const pid = Number(name.slice(prefix.length).split("-")[0]);
    if (!isAlive(pid)) removeFolder(path.join(tmpdir(), name));
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
