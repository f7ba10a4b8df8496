import type { z } from "zod";
import { inOrg } from "@/db/org";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import { demandNamed } from "./demand-named";
import { countSegment, type Previewed, previewSegment, withPatience } from "./read-segment";
import type { Definition } from "./rules/definition";
import type { ListReason, SegmentKind, segmentDraft, segmentRef } from "./schema";

export interface SegmentLine {
  id: string;
  name: string;
  kind: SegmentKind;
  /** When it was last reckoned; the live figure is that of segments.count. */
  contacts: number;
  countedAt: Date;
  updatedAt: Date;
  /** Who made it. */
  by: string;
}

/** The organization's segments by name, without those that were archived. */
export async function segmentList(scope: MemberScope): Promise<SegmentLine[]> {
  return inOrg(scope, async (s) => {
    const rows = await s.sql<(SegmentLine & { countedAt: string; updatedAt: string })[]>`
      select g.id, g.name, g.kind, g.contacts, g.counted_at as "countedAt", g.updated_at as "updatedAt", m.name as by
      from segments g join members m on m.org_id = ${s.orgId} and m.id = g.created_by
      where g.org_id = ${s.orgId} and g.archived_at is null order by lower(g.name)`;
    return rows.map(dated);
  });
}

export interface SegmentDetail extends SegmentLine {
  definition: Definition;
  version: number;
  archived: boolean;
  /** Of a list: where it came from. */
  file: { name: string; rows: number; refused: number } | null;
  /** The first rows of which nobody was found. */
  errors: { row: number; reason: ListReason }[];
}

type DetailRow = Omit<SegmentDetail, "file" | "countedAt" | "updatedAt"> & {
  countedAt: string;
  updatedAt: string;
  fileName: string | null;
  rows: number;
  refused: number;
};

/** One segment with what its page shows. Throws NOT_FOUND. */
export async function findSegment(
  scope: MemberScope,
  { segmentId }: z.infer<typeof segmentRef>,
): Promise<SegmentDetail> {
  return inOrg(scope, async (s) => {
    const [row] = await s.sql<DetailRow[]>`
      select g.id, g.name, g.kind, g.contacts, g.counted_at as "countedAt", g.updated_at as "updatedAt", m.name as by,
        g.definition, g.version, g.archived_at is not null as archived,
        g.file_name as "fileName", g.file_rows as rows, g.refused_rows as refused, array(
          select jsonb_build_object('row', e.row, 'reason', e.reason) from segment_errors e
          where e.org_id = ${s.orgId} and e.segment_id = g.id order by e.row limit 20) as errors
      from segments g join members m on m.org_id = ${s.orgId} and m.id = g.created_by
      where g.org_id = ${s.orgId} and g.id = ${segmentId}`;
    if (!row) throw new DomainError("NOT_FOUND");
    const { fileName, rows, refused, ...rest } = row;
    return { ...dated(rest), file: fileName === null ? null : { name: fileName, rows, refused } };
  });
}

const dated = <R extends { countedAt: string; updatedAt: string }>(row: R) => ({
  ...row,
  countedAt: new Date(row.countedAt),
  updatedAt: new Date(row.updatedAt),
});

/** How many a definition means that nobody saved. Throws as demandNamed(), UNAVAILABLE when it takes too long. */
export async function countDraft(
  scope: MemberScope,
  { definition }: z.infer<typeof segmentDraft>,
): Promise<number> {
  return withPatience(scope, async (s) => {
    await demandNamed(scope, s, definition);
    return countSegment(s, definition);
  });
}

/** Some of them, the newest first. Throws as countDraft(). */
export async function previewDraft(
  scope: MemberScope,
  { definition }: z.infer<typeof segmentDraft>,
): Promise<Previewed[]> {
  return withPatience(scope, async (s) => {
    await demandNamed(scope, s, definition);
    return previewSegment(s, definition);
  });
}
