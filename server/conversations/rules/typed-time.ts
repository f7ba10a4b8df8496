import { DateTime } from "luxon";

/** Words of the three languages at once: who works in Spanish may well type "tomorrow 9". Without accents, in small letters. */
const units: [RegExp, "minutes" | "hours" | "days" | "weeks"][] = [
  [/^(m|min|mins|minutos?|minutes?)$/, "minutes"],
  [/^(h|hs|horas?|hours?)$/, "hours"],
  [/^(d|dias?|days?)$/, "days"],
  [/^(sem|semanas?|weeks?)$/, "weeks"],
];
const weekdays: RegExp[] = [
  /^(lun|lunes|seg|segunda(-feira)?|mon|monday)$/,
  /^(mar|martes|ter|terca(-feira)?|tue|tuesday)$/,
  /^(mie|miercoles|qua|quarta(-feira)?|wed|wednesday)$/,
  /^(jue|jueves|qui|quinta(-feira)?|thu|thursday)$/,
  /^(vie|viernes|sex|sexta(-feira)?|fri|friday)$/,
  /^(sab|sabado|sat|saturday)$/,
  /^(dom|domingo|sun|sunday)$/,
];
const months =
  /^(ene|jan)\w*$|^(feb|fev)\w*$|^mar(zo|ch|co)?$|^(abr|apr)\w*$|^ma[yi]\w*$|^jun\w*$|^jul\w*$|^(ago|aug)\w*$|^(sep|set)\w*$|^(oct|out)\w*$|^nov\w*$|^(dic|dez|dec)\w*$/;
const monthStarts = ["ene jan", "feb fev", "mar", "abr apr", "may mai", "jun", "jul", "ago aug", "sep set"];
const allMonths = [...monthStarts, "oct out", "nov", "dic dez dec"];
const fillers = /^(a|as|la|las|el|o|os|at|on|the|de|del|da|proximo|proxima|next|que|viene|vem)$/;
const morning = 9;

export interface TypedTimeContext {
  now: Date;
  zone: string;
  /** 3/12 is the third of December; else the twelfth of March. */
  dayFirst: boolean;
}

/**
 * A moment ahead as somebody types it: "mañana 9", "lunes 10:30", "en 2 horas", "tomorrow 9", "amanhã às 9", "15/12". A day alone means
 * 9:00, a time alone its next occurrence. Null when any word of it is not understood, or when it names what is past.
 */
export function typedTime(text: string, { now, zone, dayFirst }: TypedTimeContext): Date | null {
  const local = DateTime.fromJSDate(now, { zone });
  const said = plain(text);
  const found = relative(said, local) ?? absolute(said, local, dayFirst);
  return found?.isValid && found > local ? found.toJSDate() : null;
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[,.]+(?!\d)/g, " ")
    .replace(/\b(\d{1,2})\s*(am|pm)\b/g, "$1$2")
    .replace(/\b(pasado manana|depois de amanha|(the )?day after tomorrow)\b/g, "overmorrow")
    .replace(/\b(de la manana|da manha|in the morning)\b/g, "am")
    .replace(/\b(de la tarde|da tarde|de la noche|da noite|in the (afternoon|evening))\b/g, "pm")
    .replace(/\b(mediodia|meio-dia|meio dia|noon)\b/g, "12:00")
    .replace(/\b(proxima semana|semana que (viene|vem)|next week)\b/g, "nextweek")
    .trim();
}

function relative(said: string, local: DateTime): DateTime | null {
  const match =
    /^(?:en|em|in|dentro de|daqui a)\s+(\d{1,3}|una?|uma?|one|an?|media|meia|half an)\s*([a-z]+)$/.exec(said);
  if (!match) return null;
  const [, count = "", word = ""] = match;
  const unit = units.find(([pattern]) => pattern.test(word))?.[1];
  if (!unit) return null;
  if (/^(media|meia|half an)$/.test(count)) return unit === "hours" ? local.plus({ minutes: 30 }) : null;
  return local.plus({ [unit]: /^\d/.test(count) ? Number(count) : 1 });
}

interface Parts {
  day?: DateTime;
  /** The same day a week later is meant where the first is past. */
  weekly?: boolean;
  /** A day and month without its year. */
  yearly?: boolean;
  hour?: number;
  minute?: number;
  half?: "am" | "pm";
}

function absolute(said: string, local: DateTime, dayFirst: boolean): DateTime | null {
  const parts: Parts = {};
  const words = said.split(/\s+/).filter((word) => !fillers.test(word));
  for (let i = 0; i < words.length; i++) {
    const taken = monthDay(words, i, local, parts);
    if (taken) i++;
    else if (!dayOf(words[i] ?? "", local, dayFirst, parts) && !clockOf(words[i] ?? "", parts)) return null;
  }
  return words.length > 0 ? assemble(parts, local) : null;
}

/** "9 de diciembre", "dec 9". */
function monthDay(words: string[], i: number, local: DateTime, parts: Parts): boolean {
  const [a = "", b = ""] = [words[i], words[i + 1]];
  const [day, name] = /^\d{1,2}$/.test(a) ? [a, b] : [b, a];
  if (parts.day || !/^\d{1,2}$/.test(day) || !months.test(name)) return false;
  // "mar 9" is a Tuesday morning, not the ninth of March.
  if (name === "mar") return false;
  const month =
    allMonths.findIndex((starts) => starts.split(" ").some((start) => name.startsWith(start))) + 1;
  Object.assign(parts, { day: dateOf(local.year, month, Number(day), local), yearly: true });
  return true;
}

function dayOf(word: string, local: DateTime, dayFirst: boolean, parts: Parts): boolean {
  if (parts.day) return false;
  const today = local.startOf("day");
  const weekday = weekdays.findIndex((pattern) => pattern.test(word)) + 1;
  const date = /^(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}))?$/.exec(word);
  if (/^(hoy|hoje|today)$/.test(word)) parts.day = today;
  else if (/^(manana|amanha|tomorrow)$/.test(word)) parts.day = today.plus({ days: 1 });
  else if (word === "overmorrow") parts.day = today.plus({ days: 2 });
  else if (word === "nextweek") parts.day = today.plus({ days: 8 - local.weekday });
  else if (weekday > 0)
    Object.assign(parts, { day: today.plus({ days: (weekday - local.weekday + 7) % 7 }), weekly: true });
  else if (date) {
    const [one, other] = [Number(date[1]), Number(date[2])];
    const year = date[3] ? Number(date[3]) : local.year;
    parts.day = dayFirst ? dateOf(year, other, one, local) : dateOf(year, one, other, local);
    parts.yearly = !date[3];
  } else return false;
  return true;
}

const dateOf = (year: number, month: number, day: number, { zone }: DateTime) =>
  DateTime.fromObject({ year, month, day }, { zone });

function clockOf(word: string, parts: Parts): boolean {
  const match = /^(\d{1,2})(?:[:.h](\d{2}))?(am|pm|hs?|horas)?$/.exec(word);
  if (word === "am" || word === "pm") {
    if (parts.hour === undefined || parts.half) return false;
    parts.half = word;
    return true;
  }
  if (/^(hs?|horas?)$/.test(word)) return parts.hour !== undefined;
  if (!match || parts.hour !== undefined) return false;
  parts.hour = Number(match[1]);
  parts.minute = Number(match[2] ?? 0);
  if (match[3] === "am" || match[3] === "pm") parts.half = match[3];
  return parts.hour < 24 && parts.minute < 60;
}

function assemble(parts: Parts, local: DateTime): DateTime | null {
  const { day, half } = parts;
  let hour = parts.hour ?? morning;
  if (half && (hour === 0 || hour > 12)) return null;
  if (half === "pm" && hour < 12) hour += 12;
  if (half === "am" && hour === 12) hour = 0;
  const on = (date: DateTime) => date.set({ hour, minute: parts.minute ?? 0 });
  const at = on(day ?? local.startOf("day"));
  if (at > local) return at;
  if (!day) return on(local.startOf("day").plus({ days: 1 }));
  if (parts.weekly) return at.plus({ weeks: 1 });
  return parts.yearly ? at.plus({ years: 1 }) : null;
}
