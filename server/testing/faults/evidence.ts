import { existsSync, readFileSync } from "node:fs";
import type { Sql } from "postgres";
import { type AcceptedSend, readJournal } from "@/server/sandbox/journal";
import type { Json } from "@/server/sandbox/model";
import type { AcknowledgedReply } from "./agent";

/** One status of ours that the carrier told, and to which it was answered 200. */
export interface ToldStatus {
  wamid: string;
  messageId: string | null;
  status: string;
}

/** What the carrier's and the agents' logs say. */
export interface Logs {
  accepted: AcceptedSend[];
  /** Ids of customers' messages whose webhook was answered 200. */
  inbound: Set<string>;
  statuses: ToldStatus[];
  /** Webhooks that were answered 200, each one update. */
  acknowledged: number;
  unacknowledged: number;
  replies: AcknowledgedReply[];
}

/** What the database says, of every organization. */
export interface Tables {
  messages: {
    org_id: string;
    id: string;
    provider_id: string | null;
    direction: string;
    client_message_id: string | null;
    conversation_id: string;
    seq: number;
  }[];
  deliveries: {
    message_id: string;
    conversation_id: string;
    seq: number;
    state: string;
    rank: number;
    provider_id: string | null;
    failure: Json | null;
  }[];
  usage: { message_id: string; kind: string }[];
  parked: { payload: string; reason: string }[];
  pendingParts: number;
  earlyStatuses: { provider_id: string; state: string }[];
  /** Open conversations that nobody has and that wait nowhere. */
  forgotten: { id: string }[];
}

export function readLogs(carrierDir: string, repliesFile: string): Logs {
  const logs: Logs = {
    accepted: [],
    inbound: new Set(),
    statuses: [],
    acknowledged: 0,
    unacknowledged: 0,
    replies: [],
  };
  const queued = new Map<string, Json>();
  for (const entry of readJournal(carrierDir)) {
    if (entry.kind === "message.accepted") logs.accepted.push(entry);
    if (entry.kind === "update.queued") queued.set(entry.record.id, entry.record.value);
    if (entry.kind !== "update.settled" || entry.outcome !== "acknowledged") continue;
    for (const id of entry.ids) {
      noteAcknowledged(logs, queued.get(id) ?? {});
      queued.delete(id);
    }
  }
  logs.unacknowledged = queued.size;
  if (existsSync(repliesFile))
    logs.replies = readFileSync(repliesFile, "utf8")
      .trim()
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  return logs;
}

function noteAcknowledged(logs: Logs, value: Json): void {
  logs.acknowledged++;
  for (const message of listIn(value, "messages")) logs.inbound.add(String(message.id));
  for (const status of listIn(value, "statuses")) {
    const opaque = status.biz_opaque_callback_data;
    logs.statuses.push({
      wamid: String(status.id),
      messageId: typeof opaque === "string" ? opaque : null,
      status: String(status.status),
    });
  }
}

const listIn = (value: Json, key: string): Json[] =>
  Array.isArray(value[key]) ? (value[key] as Json[]) : [];

/** As the owner, who sees every organization. */
export async function readTables(owner: Sql): Promise<Tables> {
  const [parts] = await owner<{ pending: number }[]>`
    select count(*)::int as pending from webhook_parts where state = 'pending'`;
  return {
    messages: await owner`
      select org_id, id, provider_id, direction, client_message_id, conversation_id, seq from messages`,
    deliveries: await owner`
      select message_id, conversation_id, seq, state, rank, provider_id, failure from deliveries`,
    usage: await owner`select message_id, kind from usage_events`,
    parked: await owner`select payload, reason from parked_parts
      union all select payload, reason from webhook_parts where state = 'parked'`,
    pendingParts: parts?.pending ?? 0,
    earlyStatuses: await owner`select provider_id, state from early_statuses`,
    forgotten: await owner`
      select c.id from conversations c where c.state = 'open' and c.assignee_id is null and not exists (
        select from work_items w where w.org_id = c.org_id and w.conversation_id = c.id and w.state <> 'done')`,
  };
}
