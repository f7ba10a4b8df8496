import { seededRandom } from "@/server/sandbox/faults";
import { planOversight, type Round } from "./oversight";

/** Minutes of the day since it began. */
type Minutes = number;

export interface Customer {
  name: string;
  phone: string;
  /** Which of the organization's two numbers they write to. */
  number: 0 | 1;
}

export type Said =
  | { type: "text"; text: string }
  | { type: "image" | "video" | "document"; caption: string | null }
  | { type: "audio" | "sticker" | "location" | "contacts" };

export type DayEvent = { at: Minutes } & (
  | {
      kind: "says";
      customer: number;
      said: Said;
      /** How long ago the customer wrote it: it comes late by so much. */
      age: Minutes;
    }
  /** About the last words that this customer wrote. */
  | { kind: "edits" | "revokes" | "reacts"; customer: number }
  | { kind: "presence"; member: string; presence: "online" | "away" }
  /** A member is taken out of the organization, with whatever they hold. */
  | { kind: "leaves"; member: string }
);

export const works = [
  "look",
  "reply",
  "template",
  "note",
  "label",
  "close",
  "priority",
  "snooze",
  "race",
] as const;
export type Work = (typeof works)[number];

/** What an agent does next; on which conversation is decided by what they then see. */
export interface Act {
  at: Minutes;
  work: Work;
  /** How they get there: from neighbour to neighbour, or by name. */
  by: "steps" | "palette";
  /** Presses Enter twice, as an impatient hand does. */
  twice: boolean;
  /** A number that settles whatever else there is to choose, in [0, 1). */
  draw: number;
}

export interface Day {
  seed: number;
  minutes: Minutes;
  customers: Customer[];
  events: DayEvent[];
  /** Of the two agents. */
  agendas: [Act[], Act[]];
  /** Of the supervisor. */
  rounds: Round[];
  /** When everything on screen is compared; the last is the end. */
  checkpoints: Minutes[];
}

export interface Shape {
  seed: number;
  hours: number;
}

/** Who leaves in the course of the day. */
export const leaver = "Carla";
/** The two who work on screen. */
export const agents = ["Ana", "Bruno"] as const;
/** Who keeps the board open. */
export const supervisor = "Silvia";

const dayOfWindow: Minutes = 24 * 60;
const actEvery: Minutes = 5;

/** A day of a small office, whole and in order, from its seed alone. */
export function planDay({ seed, hours }: Shape): Day {
  const minutes = hours * 60;
  const customers = inventPeople(seed, Math.round(14 + hours * 5));
  const draw = seededRandom(seed, "traffic");
  const events = [
    ...yesterday(draw, minutes, customers.length),
    ...traffic(draw, minutes, customers.length),
    ...goings(minutes),
  ].sort((a, b) => a.at - b.at);
  return {
    seed,
    minutes,
    customers,
    events,
    agendas: agendasOf(seed, minutes),
    rounds: planOversight(seed, minutes),
    checkpoints: checkpointsOf(minutes),
  };
}

/** People whose names tell them apart; two carry a number at which the carrier fails or repeats itself. */
function inventPeople(seed: number, count: number): Customer[] {
  const draw = seededRandom(seed, "people");
  const first = ["Sofía", "Mateo", "Inés", "Raúl", "Lucía", "Tomás", "Zoë", "Agustín", "João", "Nuñez"];
  const last = ["Prado", "Soto", "Álvarez", "Ibarra", "D'Angelo", "Quiroga", "Bustos-Paz", "Lima"];
  return Array.from({ length: count }, (_, i) => ({
    name: `${pick(draw, first)} ${pick(draw, last)} ${String(i).padStart(2, "0")}`,
    phone: special[i] ?? `+54 9 11 5263 ${String(1_000 + i)}`,
    number: i % 5 === 4 ? 1 : 0,
  }));
}

/** Never arrives; statuses in reverse; every status twice. */
const special: Record<number, string> = {
  1: "+1 650 555 0026",
  2: "+1 650 555 0102",
  3: "+1 650 555 0103",
};

/** Those of yesterday whose windows end in the course of the day, since they write no more. */
const silent = [4, 5, 6];

/** What waits when the day begins: windows that have ended, and such as end in its course. */
function yesterday(draw: Draw, minutes: Minutes, customers: number): DayEvent[] {
  const ends = [-90, -10, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9].map((at) => (at < 0 ? at : at * minutes));
  return ends.map((end, i) => ({
    at: 0,
    kind: "says",
    customer: i % customers,
    said: text(`De ayer ${i}: ${pick(draw, sentences)}`),
    age: dayOfWindow - end,
  }));
}

/** Calm stretches, bursts and silences, in turn, until the day is over. */
function traffic(draw: Draw, minutes: Minutes, customers: number): DayEvent[] {
  const events: DayEvent[] = [];
  const unit = Math.min(1, minutes / 60);
  const others = Array.from({ length: customers }, (_, i) => i).filter((i) => !silent.includes(i));
  const who = () => pick(draw, others);
  let n = 0;
  for (let at = 0.5 * unit, turn = 0; at < minutes; turn++) {
    const [length, many] = stretches[turn % 3]?.(draw, unit) ?? [unit, 0];
    for (let i = 0; i < many; i++) {
      const moment = Math.min(at + draw() * length, minutes);
      const customer = who();
      n++;
      events.push(...utterance(draw, { at: moment, customer, n, unit }));
    }
    at += length;
  }
  return events;
}

/** How long it lasts, and how many write in it: calm, a burst, silence. */
const stretches: ((draw: Draw, unit: number) => [Minutes, number])[] = [
  (draw, unit) => [unit * (8 + 12 * draw()), 2 + Math.floor(4 * draw())],
  (draw, unit) => [unit * 2, 6 + Math.floor(6 * draw())],
  (draw, unit) => [unit * (10 + 12 * draw()), 0],
];

type Utterance = { at: Minutes; customer: number; n: number; unit: number };

/** One thing said, at times with what belongs to it: an earlier message that comes later, a change of mind. */
function utterance(draw: Draw, { at, customer, n, unit }: Utterance): DayEvent[] {
  const says = (said: Said, age: Minutes, when = at): DayEvent => ({
    at: when,
    kind: "says",
    customer,
    said,
    age,
  });
  const words = text(`${n}. ${pick(draw, sentences)}`);
  const odd = draw();
  if (odd < 0.16) return [says(media[n % media.length] ?? words, 0)];
  if (odd < 0.28) return [says(words, 0), says(text(`${n}. (antes) ${pick(draw, sentences)}`), 6, at + unit)];
  if (odd < 0.34) return [says(words, 0), { at: at + unit, kind: "edits", customer }];
  if (odd < 0.38) return [says(words, 0), { at: at + unit, kind: "revokes", customer }];
  if (odd < 0.42) return [says(words, 0), { at: at + unit, kind: "reacts", customer }];
  if (odd < 0.52) return [says(words, 0), says(text(`${n}. ¿Hola?`), 0, at + unit / 4)];
  return [says(words, 0)];
}

/** Somebody takes a break and comes back; another leaves for good with what they held. */
function goings(minutes: Minutes): DayEvent[] {
  return [
    { at: minutes * 0.25, kind: "presence", member: "Bruno", presence: "away" },
    { at: minutes * 0.4, kind: "presence", member: "Bruno", presence: "online" },
    { at: minutes * 0.35, kind: "presence", member: leaver, presence: "away" },
    { at: minutes * 0.5, kind: "presence", member: leaver, presence: "online" },
    { at: minutes * 0.65, kind: "leaves", member: leaver },
  ];
}

/** Every work at least once by somebody; both together at a race. */
function agendasOf(seed: number, minutes: Minutes): [Act[], Act[]] {
  const draw = seededRandom(seed, "work");
  const count = Math.max(works.length, Math.floor(minutes / actEvery));
  const step = minutes / (count + 1);
  const acts = (agent: number): Act[] => {
    const own = seededRandom(seed, `agent ${agent}`);
    return kinds.map((work, i) => ({
      at: step * (i + (work === "race" ? 0.9 : 0.2 + 0.7 * own())),
      work: work === "race" ? "race" : i < works.length ? work : pick(own, usual),
      by: own() < 0.3 ? "palette" : "steps",
      twice: own() < 0.25,
      draw: own(),
    }));
  };
  // The races stand at the same place in both agendas; everything else is each one's own.
  const kinds = Array.from({ length: count }, (_, i): Work => works[i] ?? (draw() < 0.06 ? "race" : "reply"));
  return [acts(0), acts(1)];
}

const usual: Work[] = [
  ...Array<Work>(10).fill("reply"),
  ...Array<Work>(3).fill("close"),
  ...Array<Work>(2).fill("note"),
  ...Array<Work>(2).fill("template"),
  ...Array<Work>(2).fill("look"),
  "label",
  "priority",
  "snooze",
];

/** Every hour and at the end; a short day has two in its middle. */
function checkpointsOf(minutes: Minutes): Minutes[] {
  const hourly = Array.from({ length: Math.ceil(minutes / 60) - 1 }, (_, i) => (i + 1) * 60);
  const between = hourly.length >= 2 ? hourly : [minutes / 3, (2 * minutes) / 3];
  return [...between, minutes];
}

type Draw = () => number;

const pick = <T>(draw: Draw, from: readonly T[]): T => from[Math.floor(draw() * from.length)] as T;
const text = (words: string): Said => ({ type: "text", text: words });

const sentences = [
  "Hola, ¿tienen turno para el viernes?",
  "Ya pagué, ¿me confirman?",
  "No me llegó el pedido 😕",
  "¿Hasta qué hora atienden?",
  "Quería cambiar la dirección de entrega, es Av. Siempre Viva 742, piso 3, timbre roto, avisen al llegar",
  "gracias!!",
  "¿Me pasás el precio?",
  "Se cortó, ¿siguen ahí?",
  "مرحبا، هل ما زال متاحًا؟",
  '<b>¿Llegó?</b> & "otra cosa"',
];

const media: Said[] = [
  { type: "image", caption: "La etiqueta" },
  { type: "document", caption: null },
  { type: "audio" },
  { type: "image", caption: null },
  { type: "location" },
  { type: "video", caption: "Mirá cómo llegó" },
  { type: "sticker" },
  { type: "contacts" },
  { type: "document", caption: "El comprobante" },
];
