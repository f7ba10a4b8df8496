import type { Words } from "@/server/testing/words";
import { type BoardFacts, figureNames, type NumberStanding } from "./board-facts";
import type { SeenBoard } from "./board-screen";
import { type Difference, rowsDiffer, unequal } from "./compare";
import { flat } from "./expected-line";
import { ageWords, clockWords, type ExpectedRow, ticks } from "./expected-row";

export interface ExpectedBoard {
  /** The organization's own now, in ms. */
  now: number;
  /** Any of these, by what it is said of. */
  says: Record<string, string[]>;
  queue: ExpectedRow[];
}

/** So many ms old may a board be that asks anew every two seconds, on a machine at its limits. */
const freshFor = 12_000;
/** The board lists so many of the queue. */
const most = 30;

/** What the board must say at the moment that it says it is of, if it tells the truth. */
export function expectedBoard(facts: BoardFacts, at: number, queue: ExpectedRow[], t: Words): ExpectedBoard {
  const { figures, members, teams, numbers } = facts;
  const oldest = (since: number | null) => (since === null ? [""] : ages(at, since, t));
  const shown = queue.slice(0, most);
  return {
    now: facts.now,
    queue: shown,
    says: {
      asOf: [t("board.asOf", { time: clockWords(at, ["hour", "minute", "second"]) })],
      stale: [""],
      ...Object.fromEntries(
        figureNames.flatMap((name) => {
          const figure = t(`board.figure.${name}`);
          return [
            [`figure ${name}`, [`${figure}: ${figures[name]}`]],
            [`csv ${name}`, [t("board.csvOf", { figure })]],
          ];
        }),
      ),
      "oldest of all": oldest(facts.oldest),
      members: [members.map(({ id }) => id).join(" ")],
      ...Object.fromEntries(members.flatMap((member) => memberSays(member, t))),
      teams: [teams.map(({ name }) => name).join(" | ")],
      ...Object.fromEntries(
        teams.flatMap((team) => [
          [`oldest of team ${team.name}`, oldest(team.oldest)],
          [
            `figures of team ${team.name}`,
            [figuresOf(team.name, [t("board.row.queue"), team.waiting], [t("board.row.risk"), team.risk])],
          ],
        ]),
      ),
      numbers: [numbers.map(({ name }) => name).join(" | ")],
      ...Object.fromEntries(
        numbers.flatMap((number) => [
          [
            `figure of number ${number.name}`,
            [figuresOf(number.name, [t("board.row.waiting"), number.waiting])],
          ],
          [`health of number ${number.name}`, [healthOf(number, t)]],
        ]),
      ),
      "empty queue": [shown.length === 0 ? t("board.queueEmpty") : ""],
      "rest of the queue": [
        figures.queue > shown.length ? t("board.more", { count: figures.queue - shown.length }) : "",
      ],
    },
  };
}

function memberSays(member: BoardFacts["members"][number], t: Words): [string, string[]][] {
  const { id, name, presence, load, limit } = member;
  const figures = figuresOf(
    name,
    [t("board.row.open"), member.open],
    [t("board.row.waiting"), member.waiting],
    [t("board.row.risk"), member.risk],
  );
  return [
    [`member ${id}`, [name]],
    [`presence of ${id}`, [t(`common.presence.${presence}`)]],
    [`load of ${id}`, [`${t("board.loadOf", { load, limit })}${load}/${limit}`]],
    [`figures of ${id}`, [figures]],
  ];
}

const figuresOf = (of: string, ...figures: [label: string, value: number][]): string =>
  figures.map(([label, value]) => `${value} ${label}, ${of}`).join(" | ");

/** How long the first of a queue waits: the page's clock goes on from the board's, and follows a newer board at once. */
function ages(at: number, since: number, t: Words): string[] {
  const said = [-4, ...ticks].map((s) => {
    const µs = (at + s * 1_000 - since) * 1_000;
    return µs < 60_000_000 ? t("common.age.now") : ageWords(µs, t);
  });
  return [...new Set(said)].map((age) => `${t("board.oldest")} ${age}`);
}

/** The first that is broken on the way from a customer's phone to us, or what is still missing. */
function healthOf({ verified, subscribed, heard, status, error }: NumberStanding, t: Words): string {
  const broken = (link: "token" | "subscribed" | "number") =>
    t("numbers.broken", { link: t(`numbers.link.${link}.name`).toLocaleLowerCase() });
  if (error === "190" || error === "0") return broken("token");
  if (!subscribed && error) return broken("subscribed");
  if (status !== null && status !== "CONNECTED") return broken("number");
  if (!subscribed || !verified) return t("numbers.waiting");
  return heard ? t("numbers.well") : t("numbers.unheard");
}

/** What the board says otherwise than it must. Empty: it tells the truth. */
export function boardDiffers(seen: SeenBoard, expected: ExpectedBoard): Difference[] {
  const names = new Set([...Object.keys(expected.says), ...Object.keys(seen.says)]);
  const age = expected.now - seen.at;
  return [
    ...(age > -1_000 && age < freshFor
      ? []
      : [{ what: `the board is of ${Math.round(age)} ms before the organization's own time`, id: "clock" }]),
    ...[...names].flatMap((name) => {
      const [said, may] = [seen.says[name], expected.says[name] ?? []];
      if (said !== undefined && may.some((one) => flat(one) === said)) return [];
      return unequal("the board", name, said, may.length > 0 ? may.join(" or ") : undefined);
    }),
    ...rowsDiffer(seen.queue, expected.queue, "the board's queue"),
  ];
}
