import postgres from "postgres";
import { closeSql, connect } from "@/db/client";
import type { TestDatabase } from "./database";

interface Node {
  "Node Type": string;
  "Relation Name"?: string;
  "Actual Rows"?: number;
  "Actual Loops"?: number;
  "Rows Removed by Filter"?: number;
  Plans?: Node[];
}

/** A statement as it ran, triggers' and functions' own included. */
export interface Ran {
  text: string;
  /** Tables read from end to end. */
  scanned: string[];
  /** Rows looked at, by table, whether they were wanted or not. */
  read: Record<string, number>;
  /** Those of them that a scan looked at and passed over. */
  passed: Record<string, number>;
}

export interface Watch {
  /** What was sent and run meanwhile, in order. */
  during(work: () => Promise<unknown>): Promise<{ sent: string[]; ran: Ran[] }>;
}

/**
 * Puts a pool in the product's place that hears from PostgreSQL itself (auto_explain) how each statement was run. `generic`: as after
 * many executions of a prepared statement, when the plan no longer looks at the values. Ends with closeSql().
 */
export async function watchPlans(database: TestDatabase, generic: boolean): Promise<Watch> {
  await tellPlans(database, generic);
  let sent: string[] = [];
  let ran: Ran[] = [];
  await closeSql();
  globalThis.hiloSql = connect(database.url, true, 4, {
    debug: (_, text) => sent.push(text),
    onnotice: ({ message = "" }) => {
      const [, plan] = message.split(/^duration: .* {2}plan:\n/m);
      if (plan) ran.push(ranOf(JSON.parse(plan)));
    },
  });
  return {
    during: async (work) => {
      [sent, ran] = [[], []];
      await work();
      return { sent, ran };
    },
  };
}

async function tellPlans(database: TestDatabase, generic: boolean): Promise<void> {
  const owner = postgres(database.ownerUrl, { max: 1, onnotice: () => undefined });
  const settings = {
    session_preload_libraries: "auto_explain",
    "auto_explain.log_min_duration": "0",
    "auto_explain.log_format": "json",
    "auto_explain.log_analyze": "on",
    "auto_explain.log_timing": "off",
    "auto_explain.log_level": "notice",
    "auto_explain.log_nested_statements": "on",
    plan_cache_mode: generic ? "force_generic_plan" : "auto",
  };
  for (const [name, value] of Object.entries(settings))
    await owner`alter database ${owner(database.name)} set ${owner.unsafe(name)} = ${owner.unsafe(`'${value}'`)}`;
  await owner.end();
}

function ranOf(told: { "Query Text": string; Plan: Node }): Ran {
  return {
    text: told["Query Text"],
    scanned: scansOf(told.Plan),
    read: sumOf(told.Plan, looked, {}),
    passed: sumOf(told.Plan, passed, {}),
  };
}

function scansOf(node: Node): string[] {
  const own = node["Node Type"] === "Seq Scan" ? [node["Relation Name"] ?? "?"] : [];
  return [...own, ...(node.Plans ?? []).flatMap(scansOf)];
}

const passed = (node: Node): number => node["Rows Removed by Filter"] ?? 0;
const looked = (node: Node): number => (node["Actual Rows"] ?? 0) + passed(node);

function sumOf(
  node: Node,
  rows: (node: Node) => number,
  sum: Record<string, number>,
): Record<string, number> {
  const table = node["Relation Name"];
  if (table && node["Node Type"] !== "ModifyTable")
    sum[table] = (sum[table] ?? 0) + Math.round(rows(node) * (node["Actual Loops"] ?? 1));
  for (const child of node.Plans ?? []) sumOf(child, rows, sum);
  return sum;
}
