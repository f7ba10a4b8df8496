/** What a channel name says. */
export type RealtimeChannel =
  | { kind: "org"; orgId: string }
  | { kind: "everybody"; orgId: string }
  | { kind: "team"; orgId: string; teamId: string }
  | { kind: "member"; orgId: string; memberId: string }
  | { kind: "conversation"; orgId: string; conversationId: string };

const UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const ID = new RegExp(`^${UUID}$`);
const ORG = new RegExp(`^private-(org|everybody)_(${UUID})$`);
const PART = new RegExp(`^(private-team|private-member|presence-conversation)_(${UUID})_(${UUID})$`);

/** What every member of the organization hears who may read all its conversations. */
export function orgChannel(orgId: string): string {
  return name("private-org", orgId);
}

/** What every member hears: settings, numbers, and conversations that are no team's. */
export function everybodyChannel(orgId: string): string {
  return name("private-everybody", orgId);
}

/** What the members of a team hear. */
export function teamChannel(orgId: string, teamId: string): string {
  return name("private-team", orgId, teamId);
}

/** What one member hears. */
export function memberChannel(orgId: string, memberId: string): string {
  return name("private-member", orgId, memberId);
}

/** Who has a conversation open. */
export function conversationChannel(orgId: string, conversationId: string): string {
  return name("presence-conversation", orgId, conversationId);
}

/** What the names of an organization's conversation channels begin with; the conversation's id follows. */
export function conversationPrefix(orgId: string): string {
  return `${name("presence-conversation", orgId)}_`;
}

/** Reads a channel name from outside; null for every text that the functions above would not have built. */
export function parseChannel(text: string): RealtimeChannel | null {
  const [, kind, ofOrg] = ORG.exec(text) ?? [];
  if (ofOrg) return { kind: kind === "org" ? "org" : "everybody", orgId: ofOrg };
  const [, prefix, orgId, id] = PART.exec(text) ?? [];
  if (!orgId || !id) return null;
  if (prefix === "private-team") return { kind: "team", orgId, teamId: id };
  if (prefix === "private-member") return { kind: "member", orgId, memberId: id };
  return { kind: "conversation", orgId, conversationId: id };
}

function name(prefix: string, ...ids: string[]): string {
  for (const id of ids) if (!ID.test(id)) throw new TypeError(`Not an id in lower case: ${id}`);
  return [prefix, ...ids].join("_");
}
