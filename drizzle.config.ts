import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "postgresql",
  // webhook_parts is partitioned, which drizzle-kit cannot say: it is made by hand in drizzle/0001.
  schema: [
    "abilities",
    "channels",
    "composing",
    "contacts",
    "conversations",
    "counts",
    "deliveries",
    "imports",
    "labels",
    "ledger",
    "objects",
    "organizations",
    "presence",
    "ratings",
    "reports",
    "routing",
    "sla",
    "tasks",
    "templates",
    "traces",
    "transcripts",
    "views",
  ].map((file) => `./db/schema/${file}.ts`),
  out: "./drizzle",
  entities: { roles: false },
});
