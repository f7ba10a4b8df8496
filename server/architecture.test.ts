import { describe, expect, test } from "vitest";
import { type Import, isTest, matches, type SourceFile, sourceFiles } from "./testing/source";

/*
 * Who may import whom. A file is held to the first row that it fits; tests and what serves them alone may import everything.
 * An exception stands in its row with its reason: one that nothing needs any more fails too.
 */

/** Modules import only to their left. */
const order = [
  ...["audit", "realtime", "ledger", "webhooks", "mail", "users", "organizations", "billing"],
  ...["contacts", "segments"],
  ...[
    "connectors",
    "channels",
    "templates",
    "conversations",
    "labels",
    "routing",
    "tasks",
    "sla",
    "supervision",
    "reports",
    "processes",
  ],
  ...["documents", "selfservice", "campaigns", "bots"],
];

/** What every module, and more, stands on: it imports no module. */
const plumbing =
  "server/{client-ip,crypto,csv,egress,egress-address,egress-places,env,errors,events,health,http,i18n,inngest-client,log,permissions,rate-limit,scope,security-headers,serve-file,storage,text,transcription,trpc,trpc-errors}.ts";

/** What puts modules together, for routes and jobs. */
const composing =
  "server/{auth,auth-link,auth-session,gate,inngest,intake,intake-sweep,reactions,receive-webhook,router,sweeper,trpc-rsc}.{ts,tsx}";

/** Isomorphic or nearly: the shapes and decisions of a module. From outside its direction only as types, but for the screen. */
const shapes = ["server/*/**/schema.ts", "server/*/**/rules/**"];

interface Row {
  files: string;
  may: string[];
  types?: string[];
  /** File → what it imports besides, and why that is right. */
  but?: Record<string, [to: string, why: string]>;
}

/** The sandbox carrier is a carrier: reached over HTTP, by the one client that its contract comes with. */
const exceptions: Record<string, Row["but"]> = {
  channels: {
    "server/channels/provision.ts": ["server/sandbox/{client,contract}.ts", "a trial's number is made there"],
    "server/channels/sandbox/**": [
      "server/sandbox/{client,contract,customers,magic}.ts",
      "the phone on screen, and whom it plays: lists, no state",
    ],
  },
};

const rows: Row[] = [
  { files: "messages/**", may: ["messages/**"] },
  {
    files: "components/**",
    may: ["components/**", "messages/**", "server/permissions.ts", ...shapes],
    types: ["server/router.ts"],
  },
  // Transports: verify, then hand to a module.
  { files: "app/api/**", may: [composing, plumbing, "server/*/**"] },
  {
    files: "app/**",
    may: [
      ...["app/**", "components/**", "messages/**", "server/{gate,auth-session}.ts", "server/trpc-rsc.tsx"],
      ...["server/{env,errors,i18n,permissions}.ts", ...shapes],
    ],
    but: {
      "app/(auth)/**": [
        "server/{users,organizations}/**",
        "links in mails and invitations are read before there is a session",
      ],
      "app/s/**": [
        "server/{contacts/consent/links,client-ip}.ts",
        "what a link names is read without a session",
      ],
      "app/sandbox/page.tsx": [
        "server/users/queries.ts",
        "without an organization in the address, one's own is found",
      ],
      "app/[org]/{inbox/inbox-page,board/page,tasks/page,contacts/page,contacts/[contactId]/page,templates/page,templates/[name]/page,campaigns/realtime}.tsx":
        ["server/realtime/for-member.ts", "where the page's socket connects"],
    },
  },
  { files: "proxy.ts", may: [plumbing] },
  { files: "db/{bulk,demo}/**", may: ["db/**", "server/**"] },
  { files: "db/{seed*,found-organization}.ts", may: ["db/**", "server/**"] },
  { files: "db/schema/*.ts", may: ["db/schema/*.ts"], types: ["server/permissions.ts", ...shapes] },
  {
    files: "db/*.ts",
    may: ["db/*.ts", "db/schema/*.ts", "server/{env,errors,log}.ts"],
    types: ["server/scope.ts"],
    but: {
      "db/migrate.ts": ["server/ledger/rate-cards/load.ts", "prices are laid with the tables they fill"],
    },
  },
  {
    files: composing,
    may: ["server/*.ts", "db/**", "messages/**", ...order.map((module) => `server/${module}/**`)],
    but: {
      "server/trpc-rsc.tsx": ["components/query-client.ts", "server and browser share one cache's settings"],
    },
  },
  {
    files: plumbing,
    may: [plumbing, "db/*.ts", "messages/**"],
    but: { "server/health.ts": ["server/realtime/client.ts", "health asks each part whether it is there"] },
  },
  {
    files: "server/local/**",
    may: ["server/local/**", "server/sandbox/{main,server}.ts", "server/env.ts", "db/*.ts"],
  },
  { files: "server/sandbox/**", may: ["server/sandbox/**"], types: ["server/local/stand-in.ts"] },
  {
    files: "server/*/**/rules/**",
    may: ["npm:{zod,luxon,json-p3,libphonenumber-js/**}", "server/permissions.ts"],
    types: [...shapes, "server/sandbox/contract.ts"],
    but: {
      "server/audit/rules/chain.ts": ["npm:node:crypto", "a hash of what is given"],
      "server/ledger/rules/market.ts": ["server/ledger/markets.json", "the list of markets is a constant"],
      "server/channels/sandbox/rules/*.ts": ["server/channels/whatsapp/json.ts", "pure: reads unknown JSON"],
    },
  },
  // The places of a module where what follows a verb is joined to it: its API, and its jobs.
  ...order.map((module) => ({
    files: `server/${module}/**/{router,jobs}.ts`,
    may: [...leftOf(module), "server/{reactions,intake,intake-sweep,trpc}.ts"],
  })),
  ...order.map(moduleRow),
];

function moduleRow(module: string): Row {
  return { files: `server/${module}/**`, may: leftOf(module), types: shapes, but: exceptions[module] };
}

function leftOf(module: string): string[] {
  const left = order.slice(0, order.indexOf(module) + 1);
  return [plumbing, "db/**", "messages/**", ...left.map((name) => `server/${name}/**`)];
}

const files = sourceFiles();
const product = files.filter((file) => !isTest(file.path));

function rowOf(file: SourceFile): Row | undefined {
  return rows.find((row) => matches(file.path, row.files));
}

function allowed(file: SourceFile, row: Row, found: Import): boolean {
  const fits = (pattern: string) => matches(found.to, pattern);
  if (isTest(found.to)) return false;
  if (found.to.startsWith("npm:") && !row.files.includes("rules")) return true;
  if (row.may.some(fits) || withinRules(file, found) || (found.typesOnly && row.types?.some(fits)))
    return true;
  return Object.entries(row.but ?? {}).some(
    ([who, [to]]) => matches(file.path, who) && matches(found.to, to),
  );
}

/** Rules decide with the rules of their module and of those to its left. */
function withinRules(file: SourceFile, found: Import): boolean {
  const [from, to] = [file.path, found.to].map((p) => order.indexOf(p.split("/")[1] ?? ""));
  return /\/rules\//.test(file.path) && /\/rules\//.test(found.to) && (to ?? 0) <= (from ?? 0);
}

describe("imports", () => {
  test("every file of the product has its place in the table", () => {
    expect(product.filter((file) => !rowOf(file)).map((file) => file.path)).toEqual([]);
  });

  test("go down: app, components, modules to the left, plumbing, database", () => {
    const against = product.flatMap((file) => {
      const row = rowOf(file);
      const wrong = row ? file.imports.filter((found) => !allowed(file, row, found)) : [];
      return wrong.map((found) => `${file.path} → ${found.to}${found.typesOnly ? " (types)" : ""}`);
    });
    expect(against).toEqual([]);
  });

  test("have no exception that nothing needs", () => {
    const idle = rows.flatMap((row) =>
      Object.entries(row.but ?? {})
        .filter(([who, [to]]) => {
          const those = files.filter((file) => matches(file.path, who));
          return !those.some((file) => file.imports.some((found) => matches(found.to, to)));
        })
        .map(([who]) => who),
    );
    expect(idle).toEqual([]);
  });

  test("never run in a circle on the server", () => {
    expect(circles(product.filter((file) => matches(file.path, "{db,server}/**") && !apart(file)))).toEqual(
      [],
    );
  });
});

test("rules know no clock, no chance, no environment and no network", () => {
  const impure =
    /\bDate\.now\(|\bnew Date\(\)|\bDateTime\.(now|local|utc)\(\)|\bMath\.random|\bcrypto\.random|process\.env|\bfetch\(/;
  const wrong = product.filter((file) => file.path.includes("/rules/") && impure.test(file.text));
  expect(wrong.map((file) => file.path)).toEqual([]);
});

/** The carrier that stands in for the real one is a program of its own. */
const apart = (file: SourceFile) => matches(file.path, "server/sandbox/**");

/** Imports that remain at run time and lead back to where they began, each circle once. */
function circles(all: SourceFile[]): string[] {
  const next = new Map(all.map((f) => [f.path, f.imports.filter((i) => !i.typesOnly).map((i) => i.to)]));
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, way: string[]) => {
    if (way.includes(path)) found.push([...way.slice(way.indexOf(path)), path].join(" → "));
    if (done.has(path) || way.includes(path)) return;
    for (const to of next.get(path) ?? []) visit(to, [...way, path]);
    done.add(path);
  };
  for (const path of next.keys()) visit(path, []);
  return found;
}
