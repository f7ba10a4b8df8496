import { z } from "zod";
import type { ChangedField } from "../rules/merge";

const side = z.enum(["kept", "merged"]);

export const pairInput = z.object({ firstId: z.uuid(), secondId: z.uuid() });

export const mergeInput = z.object({
  keptId: z.uuid(),
  mergedId: z.uuid(),
  choice: z
    .object({
      name: side,
      country: side,
      executiveId: side,
      attributes: z.record(z.string().max(60), side),
    })
    .partial()
    .default({}),
  /** Of both as they were looked at: `version` of comparePair(). */
  seen: z.string().max(80),
});

export const unmergeInput = z.object({ mergeId: z.uuid() });
export const proposalInput = z.object({ proposalId: z.uuid() });

/** What a merge moved and changed, ids alone but for the fields of the one kept. */
export interface Moved {
  identities: string[];
  conversations: string[];
  /** Both had one open on a number: this one was closed for it, and who had it. */
  closed?: GivenBack[];
  fields?: ChangedField[];
  /** The windows of both as they were. */
  windows?: WindowRow[];
  /** Rows of other tables that went along, by table. */
  carried?: Record<string, string[]>;
}

export interface WindowRow {
  contact_id: string;
  channel_account_id: string;
  identity_id: string;
  last_inbound_at: string | null;
  service_expires_at: string | null;
  entry_expires_at: string | null;
}

/** A conversation that is open again, and who had it. */
export interface GivenBack {
  id: string;
  assigneeId: string | null;
  teamId: string | null;
}
