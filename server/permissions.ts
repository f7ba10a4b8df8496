/** What a member may do: one table, read by the procedure builder, the pages and the tests. */
export const roles = ["owner", "admin", "supervisor", "agent", "marketer", "back-office"] as const;
export type Role = (typeof roles)[number];

export const rights = {
  "organization:read": ["owner", "admin", "supervisor", "agent", "marketer", "back-office"],
  "organization:update": ["owner", "admin"],
  "members:read": ["owner", "admin", "supervisor", "agent", "marketer", "back-office"],
  "members:invite": ["owner", "admin"],
  "members:update": ["owner", "admin"],
  "members:remove": ["owner", "admin"],
  "teams:update": ["owner", "admin", "supervisor"],
  "presence:update": ["owner", "admin", "supervisor", "agent", "back-office"],
  /** Why members may be away, and what becomes of their work meanwhile. */
  "attendance:update": ["owner", "admin", "supervisor"],
  /** What members can do and write: what rules may ask for. */
  "abilities:update": ["owner", "admin", "supervisor"],
  "numbers:read": ["owner", "admin", "supervisor", "agent", "marketer", "back-office"],
  "numbers:update": ["owner", "admin"],
  "conversations:read": ["owner", "admin", "supervisor", "agent", "back-office"],
  /** Sees every conversation, not only their own and their teams'. */
  "conversations:read-all": ["owner", "admin", "supervisor"],
  "conversations:reply": ["owner", "admin", "supervisor", "agent"],
  "conversations:note": ["owner", "admin", "supervisor", "agent", "back-office"],
  "conversations:assign": ["owner", "admin", "supervisor", "agent"],
  "conversations:close": ["owner", "admin", "supervisor", "agent"],
  /** One's own; sharing with everybody is a right of its own. */
  "canned:write": ["owner", "admin", "supervisor", "agent", "back-office"],
  /** Has a customer's voice message written down. */
  "transcripts:ask": ["owner", "admin", "supervisor", "agent", "back-office"],
  "canned:share": ["owner", "admin", "supervisor"],
  /** Gives a saved view to everybody, and changes those that everybody has. */
  "views:share": ["owner", "admin", "supervisor"],
  "conversations:label": ["owner", "admin", "supervisor", "agent", "back-office"],
  "conversations:prioritize": ["owner", "admin", "supervisor", "agent"],
  "conversations:snooze": ["owner", "admin", "supervisor", "agent"],
  "routing:read": ["owner", "admin", "supervisor"],
  "routing:update": ["owner", "admin", "supervisor"],
  "labels:update": ["owner", "admin", "supervisor"],
  "close-reasons:update": ["owner", "admin", "supervisor"],
  /** Asks the back office to do something about a conversation. */
  "tasks:ask": ["owner", "admin", "supervisor", "agent"],
  "tasks:read": ["owner", "admin", "supervisor", "agent", "back-office"],
  /** Takes what was asked, and says how it ended. */
  "tasks:work": ["owner", "admin", "supervisor", "back-office"],
  /** Sees how the whole work stands, and the reports of it. */
  "board:read": ["owner", "admin", "supervisor"],
  /** Promises how long customers wait. */
  "sla:update": ["owner", "admin", "supervisor"],
  /** Where customers' data is read from, and with which keys. */
  "connectors:read": ["owner", "admin"],
  "connectors:update": ["owner", "admin"],
  /** Has the sources asked again about a customer. */
  "connectors:refresh": ["owner", "admin", "supervisor", "agent", "back-office"],
  "contacts:update": ["owner", "admin", "supervisor", "agent", "back-office"],
  /** Makes one contact of two, and two of one again. */
  "contacts:merge": ["owner", "admin", "supervisor", "agent", "back-office"],
  /** Takes a customer's whole history along. */
  "contacts:export-history": ["owner", "admin", "supervisor", "back-office"],
  /** Uncovers what is marked as sensitive, each time with a line in the audit. */
  "contacts:reveal": ["owner", "admin", "supervisor", "agent", "back-office"],
  "attributes:update": ["owner", "admin", "supervisor"],
  /** Writes down what a contact agreed to or refused, and asks them by e-mail. */
  "consents:record": ["owner", "admin", "supervisor", "agent", "back-office"],
  /** Words what customers are asked. */
  "consents:update": ["owner", "admin", "supervisor"],
  /** Takes the evidence out of Hilo. */
  "consents:export": ["owner", "admin"],
  /** Gives a contact everything that is kept of them, and erases it. */
  "contacts:disclose": ["owner", "admin"],
  "contacts:erase": ["owner", "admin"],
  "contacts:read": ["owner", "admin", "supervisor", "agent", "marketer", "back-office"],
  "contacts:import": ["owner", "admin", "supervisor", "marketer"],
  "contacts:export": ["owner", "admin", "supervisor"],
  /** Contacts under a name, by conditions or from a file: whom campaigns go to. */
  "segments:read": ["owner", "admin", "supervisor", "marketer"],
  "segments:update": ["owner", "admin", "supervisor", "marketer"],
  "templates:read": ["owner", "admin", "supervisor", "agent", "marketer"],
  "templates:update": ["owner", "admin", "marketer"],
  /** Campaigns: sees them, writes them, sends them, and says yes to the dear ones of others. */
  "campaigns:read": ["owner", "admin", "supervisor", "marketer"],
  "campaigns:update": ["owner", "admin", "supervisor", "marketer"],
  /** Sends one of its messages to a phone of one's own. */
  "campaigns:test": ["owner", "admin", "supervisor", "marketer"],
  "campaigns:launch": ["owner", "admin", "supervisor", "marketer"],
  "campaigns:approve": ["owner", "admin", "supervisor"],
  "campaigns:settings": ["owner", "admin"],
  /** Takes the list of who was written to, and what came of it, out of Hilo. */
  "campaigns:export": ["owner", "admin", "supervisor", "marketer"],
  "costs:read": ["owner", "admin", "supervisor", "marketer"],
  "audit:read": ["owner", "admin"],
  "parked:read": ["owner", "admin"],
  "parked:replay": ["owner", "admin"],
  "sandbox:use": ["owner", "admin", "supervisor", "agent", "marketer"],
} as const satisfies Record<string, readonly Role[]>;

export type Right = keyof typeof rights;

export function allows(role: Role, right: Right): boolean {
  return (rights[right] as readonly Role[]).includes(role);
}

/** Owners give and take any role; admins any but owner. Nobody raises anybody above themselves. */
export function mayGrant(actor: Role, role: Role): boolean {
  if (actor === "owner") return true;
  return actor === "admin" && role !== "owner";
}
