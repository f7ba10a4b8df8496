import { allows, type Role } from "@/server/permissions";

export interface Viewer {
  id: string;
  role: Role;
  teamIds: string[];
}

/** Whether a member sees a conversation: everything by right, else what is theirs, their teams', or nobody's team. */
export function sees(
  viewer: Viewer,
  conversation: { assigneeId: string | null; teamId: string | null },
): boolean {
  if (allows(viewer.role, "conversations:read-all")) return true;
  if (conversation.assigneeId === viewer.id) return true;
  return conversation.teamId === null || viewer.teamIds.includes(conversation.teamId);
}
