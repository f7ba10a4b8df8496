import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { createView } from "@/server/conversations/views/create-view";
import { createTeam } from "@/server/organizations/create-team";
import { park } from "@/server/webhooks/park";
import { campaignCases } from "./campaign-cases";
import { composingCases } from "./composing-cases";
import { connectorCases } from "./connector-cases";
import { consentCases } from "./consent-cases";
import { createConversation, createMember } from "./factories";
import { importCases } from "./import-cases";
import { outbound } from "./outbound-cases";
import { peopleCases } from "./people-cases";
import { profileCases } from "./profile-cases";
import { routingCases } from "./routing-cases";
import { searchCases } from "./search-cases";
import { selectionCases } from "./selection-cases";
import { supervisionCases } from "./supervision-cases";
import { taskCases } from "./task-cases";
import { templateCases } from "./template-cases";
import { openInvitation, unconfirmedMessage, type World, waitingConversation } from "./world";

/** How one procedure is called well, and what it must say when it is called with another organization's ids. */
export interface ProcedureCase {
  /** A valid input made of an organization's own things, fresh for each call: writes use up what they name. */
  input?: (world: World) => Promise<unknown>;
  /**
   * What a member of one organization gets for the ids of another: a refusal by code, or `blind`: an answer in which
   * nothing of the other appears. Absent where the input names nothing.
   */
  foreign?: "NOT_FOUND" | "CARRIER_REFUSED" | "blind";
  /** Codes that a valid call may end with here, for want of what only the real world has. */
  may?: string[];
}

const conversation = async (world: World) => ({
  conversationId: (await waitingConversation(world)).conversationId,
});
const contact = async ({ org, numberId }: World) => ({
  contactId: (await createConversation(org, { channelAccountId: numberId })).contactId,
});
const number = async ({ numberId }: World) => ({ numberId });
const colleague = async ({ org }: World) => ({ memberId: (await createMember(org, "agent")).memberId });
const team = async ({ org }: World) => createTeam(org.owner.scope, { name: `Team ${newId()}` });
const parkedPart = async ({ org }: World) => {
  const part = {
    hash: Buffer.from(newId()),
    connectionId: null,
    field: "calls",
    payload: "{}",
    reason: "call",
  };
  await inOrg(org.owner.scope, (s) => park(s, [part]));
  const [row] = await inOrg(
    org.owner.scope,
    (s) => s.sql<{ id: string }[]>`select id from parked_parts order by id desc limit 1`,
  );
  return { id: row?.id };
};
const view = (w: World) => ({
  name: "Por vencer",
  filter: { team: [w.org.teamId], number: [w.numberId], assignee: ["me", w.org.owner.memberId], ends: 4 },
  sort: "ends" as const,
  shared: false,
});
/** Shared, so that only who may share gets to change it. */
const sharedView = async (w: World) =>
  createView(w.org.owner.scope, { ...view(w), filter: {}, shared: true });
const customer = "+5491152630001";
const nothing: ProcedureCase = {};

const organizations = {
  "organizations.settings": nothing,
  "organizations.checklist": nothing,
  "organizations.me": nothing,
  "organizations.now": nothing,
  "organizations.update": { input: async () => ({ name: "Another name" }) },
  "organizations.setTranscripts": { input: async () => ({ transcripts: "never" }) },
  "organizations.members": nothing,
  "organizations.changeRole": {
    input: async (w) => ({ ...(await colleague(w)), role: "marketer" }),
    foreign: "NOT_FOUND",
  },
  "organizations.setMaxConversations": {
    input: async (w) => ({ ...(await colleague(w)), max: 3 }),
    foreign: "NOT_FOUND",
  },
  "organizations.removeMember": { input: colleague, foreign: "NOT_FOUND" },
  "organizations.setPreferences": {
    input: async () => ({ alerts: { assigned: { notify: true, sound: false } }, foldEvents: false }),
  },
  "organizations.invitations": nothing,
  "organizations.invite": { input: async () => ({ email: `${newId()}@example.com`, role: "agent" }) },
  "organizations.revokeInvitation": {
    input: async (w) => ({ invitationId: await openInvitation(w) }),
    foreign: "NOT_FOUND",
  },
  "organizations.teams": nothing,
  "organizations.createTeam": { input: async () => ({ name: `Team ${newId()}` }) },
  "organizations.updateTeam": {
    input: async (w) => ({ ...(await team(w)), memberIds: [(await colleague(w)).memberId] }),
    foreign: "NOT_FOUND",
  },
  "organizations.removeTeam": { input: team, foreign: "NOT_FOUND" },
} satisfies Record<string, ProcedureCase>;

const conversations = {
  "conversations.list": {
    input: async (w) => ({
      queue: "team",
      teamId: w.org.teamId,
      channelAccountId: w.numberId,
      section: "awaiting",
    }),
    foreign: "blind",
  },
  "conversations.counts": { input: async (w) => ({ channelAccountId: w.numberId }), foreign: "blind" },
  "conversations.byId": {
    input: async (w) => ({ id: (await conversation(w)).conversationId }),
    foreign: "blind",
  },
  "conversations.thread": {
    input: async (w) => {
      const { conversationId, messageId } = await waitingConversation(w);
      return { conversationId, around: messageId };
    },
    foreign: "NOT_FOUND",
  },
  "conversations.panel": { input: conversation, foreign: "NOT_FOUND" },
  "conversations.price": { input: conversation, foreign: "NOT_FOUND" },
  "conversations.priceOnNumber": { input: number, foreign: "NOT_FOUND" },
  "conversations.alerts": { input: async () => ({ since: new Date(0).toISOString() }) },
  "conversations.timeline": { input: contact, foreign: "NOT_FOUND" },
  "conversations.feed": { input: async () => ({ cursor: "1:1" }) },
  "conversations.reply": {
    input: async (w) => {
      const { conversationId, epoch, seenSeq } = await waitingConversation(w);
      const content = { type: "text", body: "Buenas" };
      return { conversationId, epoch, seenSeq, content, clientMessageId: newId() };
    },
    foreign: "NOT_FOUND",
  },
  "conversations.sendTemplate": {
    input: async (w) => ({
      ...(await conversation(w)),
      ...{ templateId: w.templateId, clientMessageId: newId(), values: {} },
    }),
    foreign: "NOT_FOUND",
  },
  "conversations.decideUnconfirmed": {
    input: async (w) => ({ ...(await unconfirmedMessage(w)), decision: "leave", clientMessageId: newId() }),
    foreign: "NOT_FOUND",
  },
  // What waits is a text: there is nothing to hear in it.
  "conversations.askTranscript": {
    input: async (w) => ({ messageId: (await waitingConversation(w)).messageId }),
    foreign: "NOT_FOUND",
    may: ["NOT_FOUND"],
  },
  "conversations.note": {
    input: async (w) => ({
      ...(await conversation(w)),
      clientMessageId: newId(),
      body: "Ojo",
      mentions: [w.org.teamId],
    }),
    foreign: "NOT_FOUND",
  },
  "conversations.markSeen": {
    input: async (w) => ({ ...(await conversation(w)), seq: 1 }),
    foreign: "NOT_FOUND",
  },
  "views.list": nothing,
  "views.counts": nothing,
  "views.count": { input: async (w) => ({ filter: view(w).filter }), foreign: "blind" },
  "views.ids": { input: async (w) => ({ filter: view(w).filter }), foreign: "blind" },
  "views.browse": { input: async (w) => ({ filter: view(w).filter, sort: "ends" }), foreign: "blind" },
  "views.create": { input: async (w) => view(w), foreign: "NOT_FOUND" },
  "views.update": {
    input: async (w) => ({ ...(await sharedView(w)), name: "Otra" }),
    foreign: "NOT_FOUND",
    may: ["FORBIDDEN"],
  },
  "views.remove": { input: sharedView, foreign: "NOT_FOUND", may: ["FORBIDDEN"] },
  "routing.targets": nothing,
  "routing.assign": {
    input: async (w) => {
      const { conversationId, epoch } = await waitingConversation(w);
      return { conversationId, epoch, to: await colleague(w) };
    },
    foreign: "NOT_FOUND",
  },
} satisfies Record<string, ProcedureCase>;

const numbers = {
  "channels.list": nothing,
  "channels.byId": { input: number, foreign: "NOT_FOUND" },
  "channels.addSandbox": {
    input: async (w) => ({ name: "Soporte", color: "teal", teamId: w.org.teamId }),
    foreign: "NOT_FOUND",
  },
  "channels.connect": {
    input: async (w) => ({
      name: "Real",
      teamId: w.org.teamId,
      numberId: "1234567890",
      accountId: "1234567891",
      token: "a token that no carrier knows",
      appSecret: "a secret that no carrier knows",
    }),
    // The carrier is asked before anything is looked up or written here.
    foreign: "CARRIER_REFUSED",
    may: ["CARRIER_REFUSED"],
  },
  // A trial's number has nothing to mend: the carrier gave its secrets.
  "channels.reconnect": { input: number, foreign: "NOT_FOUND", may: ["NOT_FOUND"] },
  "channels.update": {
    input: async (w) => ({ ...(await number(w)), teamId: w.org.teamId }),
    foreign: "NOT_FOUND",
  },
  "channels.refresh": { input: number, foreign: "NOT_FOUND" },
  "sandbox.numbers": nothing,
  "sandbox.chats": { input: number, foreign: "NOT_FOUND" },
  "sandbox.chat": {
    input: async (w) => ({ ...(await number(w)), customer }),
    foreign: "NOT_FOUND",
    may: ["NOT_FOUND"],
  },
  "sandbox.suggestions": { input: async () => ({ seed: 1 }) },
  "sandbox.speak": {
    input: async (w) => ({
      ...(await number(w)),
      customer: { name: "Ana", phone: customer },
      speech: { type: "text", body: "Hola" },
    }),
    foreign: "NOT_FOUND",
  },
  "sandbox.read": {
    input: async (w) => ({ ...(await number(w)), customer }),
    foreign: "NOT_FOUND",
    may: ["NOT_FOUND"],
  },
  "sandbox.act": {
    input: async (w) => ({
      ...(await number(w)),
      customer,
      act: { type: "preference", value: "stop" },
    }),
    foreign: "NOT_FOUND",
    may: ["NOT_FOUND"],
  },
  "sandbox.clock": nothing,
  "sandbox.moveClock": { input: async () => ({ offsetMs: 60_000 }) },
} satisfies Record<string, ProcedureCase>;

const records = {
  "audit.trail": { input: async (w) => ({ actorId: w.org.owner.memberId }), foreign: "blind" },
  "ledger.summary": nothing,
  "ledger.numbers": nothing,
  "ledger.messages": {
    input: async (w) => ({ behind: { from: "2026-01-01", to: "2026-12-31", number: w.numberId } }),
    foreign: "blind",
  },
  "webhooks.parked": { input: async () => ({}) },
  "webhooks.replay": { input: parkedPart, foreign: "NOT_FOUND" },
} satisfies Record<string, ProcedureCase>;

/** Every procedure that needs an organization, by its path. */
export const procedureCases: Record<string, ProcedureCase> = {
  ...organizations,
  ...conversations,
  ...searchCases,
  ...routingCases,
  ...outbound,
  ...selectionCases,
  ...supervisionCases,
  ...taskCases,
  ...templateCases,
  ...importCases,
  ...campaignCases,
  ...composingCases,
  ...connectorCases,
  ...peopleCases,
  ...consentCases,
  ...profileCases,
  ...numbers,
  ...records,
};

/** The few that need none, each with its reason to be there. */
export const outsideOrganizations: Record<string, "open" | "signed in"> = {
  "users.requestSignUp": "open",
  "users.requestLink": "open",
  "organizations.acceptInvitation": "open",
  "users.me": "signed in",
  "users.organizations": "signed in",
  "organizations.signOutEverywhere": "signed in",
  "organizations.changePassword": "signed in",
};
