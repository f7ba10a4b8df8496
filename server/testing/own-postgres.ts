import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { migrate } from "@/db/migrate";
import { type Postgres, startPostgres } from "@/server/local/postgres/server";
import { removeFolder } from "./remove-folder";
import type { DatabaseUrls } from "./test-cluster";

export interface OwnPostgres {
  server: Postgres;
  urls: DatabaseUrls;
  /** Ends it and removes its data. */
  close(): Promise<void>;
}

/** A migrated PostgreSQL that belongs to one test, which may kill and start it as it likes. Durable, as in production. */
export async function ownPostgres(): Promise<OwnPostgres> {
  const dir = mkdtempSync(path.join(tmpdir(), "hilo-own-"));
  const server = await startPostgres({ port: 0, dataDir: path.join(dir, "data"), durable: true });
  const ownerUrl = server.ownerUrl("postgres");
  await migrate(ownerUrl, "app");
  const urls = { name: "postgres", url: `postgres://app:app@127.0.0.1:${server.port}/postgres`, ownerUrl };
  return {
    server,
    urls,
    close: async () => {
      await server.kill();
      removeFolder(dir);
    },
  };
}
