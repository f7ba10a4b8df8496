import { describe, expect, test } from "vitest";
import { words } from "@/server/testing/words";
import { differences } from "./compare";
import { type Expected, expectedScreen, type Place } from "./expected";
import type { ConversationFact, Facts, MemberFact, MessageFact } from "./facts";
import type { Seen } from "./screen";

const t = words("es");
const hour = 3_600_000_000;
const now = 1_800_000_000_000_000;
const ana: MemberFact = { id: "m1", name: "Ana", role: "agent", teamIds: ["t1"] };

function conversation(id: string, more: Partial<ConversationFact> = {}): ConversationFact {
  return {
    id,
    contact: `Cliente ${id}`,
    account: "Clínica",
    state: "open",
    closedAt: null,
    assigneeId: "m1",
    assignee: "Ana",
    teamId: "t1",
    priority: 0,
    awaitingSince: now - hour,
    windowEnds: now + 8 * hour,
    missed: false,
    lastMessageAt: now - hour,
    snoozedUntil: null,
    wokenAt: null,
    unread: 0,
    preview: { kind: "text", text: `Hola de ${id}`, direction: "in" },
    labels: [],
    due: null,
    ...more,
  };
}

function message(seq: number, more: Partial<MessageFact> = {}): MessageFact {
  return {
    id: `x${seq}`,
    conversationId: "c1",
    seq,
    direction: "in",
    origin: "customer",
    content: { type: "text", body: `Palabras ${seq}` },
    providerId: `p${seq}`,
    address: "+1",
    late: false,
    edited: false,
    revoked: false,
    state: null,
    reactions: [],
    ...more,
  };
}

function facts(): Facts {
  return {
    now,
    members: [ana],
    drafts: [],
    conversations: [
      conversation("c1", { windowEnds: now + 2 * hour, unread: 2 }),
      conversation("c2", { priority: 2, labels: ["Reclamo"], due: { at: now - hour, what: "next" } }),
      conversation("c3", { windowEnds: now - hour, assigneeId: null, assignee: null }),
      conversation("c4", { awaitingSince: null, assigneeId: "m2", assignee: "Bruno" }),
      conversation("c5", { state: "closed", closedAt: now - hour }),
      conversation("c6", { snoozedUntil: now + hour }),
      conversation("c7", { teamId: "another", assigneeId: "m2", assignee: "Bruno" }),
    ],
    messages: [
      message(1),
      message(2, { direction: "out", state: "delivered" }),
      message(3, { late: true }),
      message(4, { direction: "note", content: { type: "note", body: "Es de la doctora", mentions: [] } }),
    ],
  };
}

const place: Place = { queue: "all", conversationId: "c1", unfolded: false };

/** A screen that shows what is expected. */
function truthful(expected: Expected): Seen {
  return {
    queue: expected.queue,
    counts: { ...expected.counts },
    sections: expected.sections.map((section) => ({
      title: section.title,
      count: section.count,
      rows: section.rows.map(({ dues, ...row }) => ({
        ...row,
        window: row.windows[0] ?? "",
        signs: [...row.signs, ...dues.slice(0, 1).filter((due) => due !== "")],
      })),
    })),
    thread: expected.thread && {
      conversationId: expected.thread.conversationId,
      composer: expected.thread.composer,
      messages: expected.thread.messages.map(({ seq, says, tick }) => ({
        seq,
        text: says.join(" "),
        signs: tick ? [tick] : [],
      })),
    },
  };
}

test("what a member must see follows from the facts alone", () => {
  const expected = expectedScreen(facts(), ana, place, t);
  expect(expected.counts).toEqual({ Mías: 2, "Sin asignar": 1, "Mi equipo": 4, Todas: 4, Cerradas: 1 });
  expect(
    expected.sections.map(({ title, count, rows }) => [title, count, rows.map((row) => row.id)]),
  ).toEqual([
    ["Esperan respuesta", 2, ["c2", "c1"]],
    ["Vencieron sin respuesta", 1, ["c3"]],
    ["Pospuestas", 1, []],
    ["Respondidas", 1, ["c4"]],
  ]);
  const [urgent, first] = expected.sections[0]?.rows ?? [];
  expect(urgent).toMatchObject({ names: ["Cliente c2", "Clínica", "Reclamo"], signs: ["Urgente"] });
  expect(urgent?.dues).toContain("Respuesta: venció hace 1 h");
  expect(first?.dues).toEqual([""]);
  expect(first).toMatchObject({ line: "Hola de c1", signs: ["2 sin leer"] });
  expect(first?.windows).toContain("Vence en 2 h 0 min");
  expect(expected.sections[1]?.rows[0]).toMatchObject({
    windows: ["Ventana vencida: solo plantilla"],
    signs: ["Sin asignar"],
  });
  expect(expected.thread?.composer).toBe("reply");
});

test("a screen that tells the truth differs in nothing", () => {
  const expected = expectedScreen(facts(), ana, place, t);
  expect(differences(truthful(expected), expected)).toEqual([]);
});

type Rows = Seen["sections"][number]["rows"];
type Messages = NonNullable<Seen["thread"]>["messages"];

const onRows = (spoil: (rows: Rows) => void) => (seen: Seen) => spoil(seen.sections[0]?.rows ?? []);
const onMessages = (spoil: (messages: Messages) => void) => (seen: Seen) =>
  spoil(seen.thread?.messages ?? []);

const wrongs: [string, (seen: Seen) => void, RegExp][] = [
  ["a wrong count", (seen) => Object.assign(seen.counts, { Mías: 3 }), /queue's count/],
  ["a missing count", (seen) => delete seen.counts.Todas, /queue's count/],
  ["a section that is gone", (seen) => seen.sections.pop(), /sections/],
  [
    "a section's wrong count",
    (seen) => Object.assign(seen.sections[1] ?? {}, { count: 7 }),
    /section's count/,
  ],
  ["a missing row", onRows((rows) => rows.pop()), /1 missing/],
  ["a row twice", onRows((rows) => rows.push({ ...(rows[0] as Rows[number]) })), /1 twice/],
  ["rows in another order", onRows((rows) => rows.reverse()), /another order, from place 1/],
  ["a row of another queue", onRows((rows) => Object.assign(rows[0] ?? {}, { id: "c7" })), /do not belong/],
  ["an old last line", onRows((rows) => Object.assign(rows[1] ?? {}, { line: "Antes" })), /last line/],
  ["unread that are read", onRows((rows) => rows[1]?.signs.pop()), /signs/],
  ["a promise that is not told", onRows((rows) => rows[0]?.signs.pop()), /promise/],
  ["a promise where none presses", onRows((rows) => rows[1]?.signs.push("Vence ya")), /signs/],
  ["a label that is gone", onRows((rows) => rows[0]?.names.pop()), /names/],
  [
    "a window that has ended",
    onRows((rows) => Object.assign(rows[1] ?? {}, { window: "Quedan 3 h" })),
    /window/,
  ],
  ["another thread", (seen) => Object.assign(seen.thread ?? {}, { conversationId: "c2" }), /which thread/],
  ["no thread", (seen) => Object.assign(seen, { thread: null }), /open thread/],
  ["a lost message", onMessages((messages) => messages.splice(1, 1)), /places/],
  [
    "a message twice",
    onMessages((messages) => messages.push({ ...(messages[0] as Messages[number]) })),
    /places/,
  ],
  ["messages in another order", onMessages((messages) => messages.reverse()), /places/],
  [
    "other words",
    onMessages((messages) => Object.assign(messages[0] ?? {}, { text: "Otra" })),
    /without «Palabras 1»/,
  ],
  ["a wrong tick", onMessages((messages) => Object.assign(messages[1] ?? {}, { signs: ["Leído"] })), /tick/],
  ["a tick too many", onMessages((messages) => messages[0]?.signs.push("Enviado")), /tick/],
  [
    "a late one that does not say so",
    onMessages((m) => Object.assign(m[2] ?? {}, { text: "Palabras 3" })),
    /without/,
  ],
  [
    "a reply that looks like a note",
    onMessages((m) => Object.assign(m[1] ?? {}, { text: "Palabras 2 · El cliente no la ve" })),
    /with «El cliente/,
  ],
  [
    "a field where only a template may leave",
    (seen) => Object.assign(seen.thread ?? {}, { composer: "template" }),
    /may be written/,
  ],
];

describe("a wrong screen is found:", () => {
  test.each(wrongs)("%s", (_, spoil, told) => {
    const expected = expectedScreen(facts(), ana, place, t);
    const seen = structuredClone(truthful(expected));
    spoil(seen);
    const found = differences(seen, expected);
    expect(found.map((one) => one.what).join("\n")).toMatch(told);
  });
});

test("what did not arrive stands in the row in place of the sign of an answer, also before a draft", () => {
  const ours = { preview: { kind: "text", text: "Te llamo", direction: "out" }, awaitingSince: null };
  const lost = (id: string) =>
    message(9, { conversationId: id, direction: "out", origin: "agent", state: "failed" });
  const said = (id: string) =>
    message(10, { conversationId: id, direction: "out", origin: "automatic", state: "sent" });
  const day: Facts = {
    ...facts(),
    conversations: [conversation("a", ours), conversation("b", ours), conversation("c", ours)],
    drafts: [{ memberId: ana.id, conversationId: "b", start: "Perdón" }],
    messages: [lost("a"), said("a"), lost("b"), said("c")],
  };
  const rows = expectedScreen(day, ana, { ...place, conversationId: null }, t).sections.flatMap(
    (s) => s.rows,
  );
  expect(Object.fromEntries(rows.map((row) => [row.id, row.line]))).toEqual({
    a: "No llegó: Te llamo",
    b: "No llegó: Borrador: Perdón",
    c: "Respuesta nuestra: Te llamo",
  });
});
