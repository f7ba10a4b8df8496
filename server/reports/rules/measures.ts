export type FactKind =
  | "opened"
  | "reopened"
  | "first"
  | "next"
  | "closed"
  | "handled"
  | "unanswered"
  | "abandoned"
  | "missed"
  | "asked"
  | "rated"
  | "pleased"
  | "online"
  | "busy";

/** A sum of facts of one kind under one heading. */
export interface FactLine {
  key: string | null;
  kind: FactKind;
  total: number;
  seconds: number;
  late: number;
}

/** What a report says of a day, a team, a member or a number. Times are means, in seconds; null where nothing was measured. */
export interface Measures {
  opened: number;
  closed: number;
  /** Customers who came back to a matter that was closed. */
  reopened: number;
  /** Closed without any answer while the customer waited. */
  unanswered: number;
  /** Closed by itself, since the customer did not answer any more. */
  abandoned: number;
  /** Windows that ended while the customer waited. */
  missed: number;
  answers: number;
  /** Answers that came after they were due. */
  late: number;
  firstAnswer: number | null;
  /** From the customer's message to our answer, the first included. */
  answer: number | null;
  /** From the first answer to the end. */
  handling: number | null;
  /** From opening to the end. */
  resolution: number | null;
  /** Of what was closed, the share that did not come back, 0 to 1. */
  solvedAtOnce: number | null;
  /** Of the time that members were online, the share in which they had something in hand, 0 to 1. Of days and members only. */
  occupancy: number | null;
  /** Customers who said how it was, when they were asked. */
  rated: number;
  /** Of those who were asked, the share that said, 0 to 1. */
  answeredRating: number | null;
  /** Of those who said, the share that said the best, 0 to 1. */
  satisfaction: number | null;
}

export function measuresOf(lines: readonly FactLine[]): Measures {
  const of = (...kinds: FactKind[]) => {
    const those = lines.filter(({ kind }) => kinds.includes(kind));
    const sum = (field: "total" | "seconds" | "late") => those.reduce((n, line) => n + line[field], 0);
    const [total, seconds] = [sum("total"), sum("seconds")];
    return { total, seconds, late: sum("late"), mean: total > 0 ? seconds / total : null };
  };
  const [closed, reopened, answers, rated] = [of("closed"), of("reopened"), of("first", "next"), of("rated")];
  // Who was asked before these days may say how it was in them.
  const share = (part: number, whole: number) => (whole > 0 ? Math.min(1, part / whole) : null);
  return {
    opened: of("opened").total,
    closed: closed.total,
    reopened: reopened.total,
    unanswered: of("unanswered").total,
    abandoned: of("abandoned").total,
    missed: of("missed").total,
    answers: answers.total,
    late: answers.late,
    firstAnswer: of("first").mean,
    answer: answers.mean,
    handling: of("handled").mean,
    resolution: closed.mean,
    solvedAtOnce: closed.total > 0 ? Math.max(0, 1 - reopened.total / closed.total) : null,
    occupancy: share(of("busy").seconds, of("online").seconds),
    rated: rated.total,
    answeredRating: share(rated.total, of("asked").total),
    satisfaction: share(of("pleased").total, rated.total),
  };
}
