import { allows, type Role } from "@/server/permissions";

export interface Viewer {
  id: string;
  role: Role;
  teamIds: string[];
}

/** Whether a member sees a conversation, or a task of the back office: everything by right, else what is theirs, their teams', or nobody's team. */
export function sees(viewer: Viewer, work: { assigneeId: string | null; teamId: string | null }): boolean {
  if (allows(viewer.role, "conversations:read-all")) return true;
  if (work.assigneeId === viewer.id) return true;
  return work.teamId === null || viewer.teamIds.includes(work.teamId);
}
