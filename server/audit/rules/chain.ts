import { createHash } from "node:crypto";

/** An audit row as text, exactly as the database prints it. */
export interface SealedRow {
  id: string;
  xid: string;
  at: string;
  actor_kind: string;
  actor_id: string | null;
  action: string;
  subject_kind: string;
  subject_id: string | null;
  details: string;
}

/** The seal of a row: SHA-256 (hex) over the seal before it and every column, each length-marked by JSON. */
export function hashRow(previous: string, row: SealedRow): string {
  const columns = [
    row.id,
    row.xid,
    row.at,
    row.actor_kind,
    row.actor_id,
    row.action,
    row.subject_kind,
    row.subject_id,
    row.details,
  ];
  return createHash("sha256")
    .update(JSON.stringify([previous, ...columns]))
    .digest("hex");
}
