import type { inferRouterOutputs } from "@trpc/server";
import type { ManyWay } from "@/server/connectors/rules/many";
import { type ConnectorInput, newConnector } from "@/server/connectors/schema";
import type { AppRouter } from "@/server/router";

type Outputs = inferRouterOutputs<AppRouter>["connectors"];
export type Connector = Outputs["find"];
export type Targets = Outputs["targets"];
export type Trial = Outputs["try"];
export type ManyTrial = Outputs["tryMany"];

interface Row {
  /** Of the row on screen, so that it keeps its fields when another goes. */
  id: number;
}

export interface HeaderDraft extends Row {
  name: string;
  secret: boolean;
  /** Empty for a secret that is there: it stays unless something is typed. */
  value: string;
  kept: boolean;
}

export interface PathDraft extends Row {
  key: string;
  path: string;
}

export interface ObjectDraft extends Row {
  typeKey: string;
  list: string;
  keyPath: string;
  /** Column → path; what is empty is not kept. */
  columns: Record<string, string>;
}

/** All of it as it is typed. */
export type ManyDraft = Record<Exclude<keyof ManyWay, "method">, string> & Pick<ManyWay, "method">;

export interface Draft {
  name: string;
  method: "GET" | "POST";
  url: string;
  body: string;
  headers: HeaderDraft[];
  attributes: PathDraft[];
  objects: ObjectDraft[];
  /** Null: it is asked about one at a time. */
  many: ManyDraft | null;
  cacheSeconds: string;
  timeoutMs: string;
  retries: "0" | "1" | "2";
}

let last = 0;
export const rowId = (): number => ++last;

export const emptyDraft = (): Draft => ({
  name: "",
  method: "GET",
  url: "",
  body: "",
  headers: [],
  attributes: [],
  objects: [],
  many: null,
  cacheSeconds: "300",
  timeoutMs: "5000",
  retries: "1",
});

/** Where a way to ask about many begins: at the address for one, without its variables. */
export const emptyMany = (url: string): ManyDraft => ({
  ...{ method: "POST", url: url.split(/[?{]/)[0] ?? "", body: '{"keys": "{{keys}}"}', key: "contact.phone" },
  ...{ most: "100", rows: "$.items", keyPath: "$.id", place: "$" },
});

export function draftOf(connector: Connector): Draft {
  const { mapping } = connector;
  return {
    name: connector.name,
    method: connector.method,
    url: connector.url,
    body: connector.body ?? "",
    headers: connector.headers.map(({ name, secret, value }) => ({
      id: rowId(),
      name,
      secret,
      value: value ?? "",
      kept: secret,
    })),
    attributes: mapping.attributes.map((one) => ({ id: rowId(), ...one })),
    objects: mapping.objects.map(({ columns, ...one }) => ({
      id: rowId(),
      ...one,
      columns: Object.fromEntries(columns.map(({ key, path }) => [key, path])),
    })),
    many: connector.many && {
      ...connector.many,
      body: connector.many.body ?? "",
      most: String(connector.many.most),
    },
    cacheSeconds: String(connector.cacheSeconds),
    timeoutMs: String(connector.timeoutMs),
    retries: String(connector.retries) as Draft["retries"],
  };
}

export function inputOf(draft: Draft): ConnectorInput {
  return {
    name: draft.name,
    method: draft.method,
    url: draft.url,
    headers: draft.headers.map(({ name, secret, value, kept }) => ({
      name,
      secret,
      value: kept && value === "" ? null : value,
    })),
    body: draft.method === "POST" ? draft.body : null,
    mapping: {
      attributes: draft.attributes.map(({ key, path }) => ({ key, path })),
      objects: draft.objects.map(({ typeKey, list, keyPath, columns }) => ({
        typeKey,
        list,
        keyPath,
        columns: Object.entries(columns)
          .filter(([, path]) => path.trim() !== "")
          .map(([key, path]) => ({ key, path })),
      })),
    },
    many: draft.many && manyOf(draft.many),
    cacheSeconds: Number(draft.cacheSeconds),
    timeoutMs: Number(draft.timeoutMs),
    retries: Number(draft.retries),
  };
}

export const manyOf = ({ key, body, most, ...many }: ManyDraft): ManyWay => ({
  ...many,
  // As it stands in a template, or bare.
  key: key.replace(/^\s*\{\{|\}\}\s*$/g, "").trim(),
  body: many.method === "POST" ? body : null,
  most: Number(most),
});

/** Where the draft cannot be saved as it is: `url`, `headers.0.name`, `mapping.attributes.1.path` … */
export function wrongIn(draft: Draft): ReadonlySet<string> {
  const parsed = newConnector.safeParse(inputOf(draft));
  if (parsed.success) return new Set();
  return new Set(parsed.error.issues.map(({ path }) => path.join(".")));
}
