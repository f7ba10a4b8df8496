import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Sql } from "postgres";
import type { RigReport } from "@/server/testing/faults/report";
import type { Words } from "@/server/testing/words";
import { csvDiffers, readCsv } from "./board-csv";
import type { Door } from "./board-desk";
import { boardDiffers, expectedBoard } from "./board-expected";
import { type BoardFacts, figureNames, type Line, readBoardFacts } from "./board-facts";
import { type Difference, rowsDiffer, unequal } from "./compare";
import { expectedScreen } from "./expected";
import { rowOf } from "./expected-row";
import type { Facts, MemberFact } from "./facts";
import type { Handed, Supervisor } from "./supervisor";

type Violations = RigReport["violations"];

/** A board is asked anew every two seconds, a list and its count with each change: what is still wrong after so many ms is wrong. */
const truthWithin = 30_000;

/** Compares all that the supervisor can see with the database, at rest: the board, the CSV of its figures, the lists behind them. */
export class Overseer {
  readonly compared = { boards: 0, boardFigures: 0, boardLists: 0, boardCsvLines: 0 };

  constructor(
    private readonly owner: Sql,
    private readonly orgId: string,
    private readonly supervisor: Supervisor,
    private readonly facts: () => Promise<Facts>,
    private readonly localDir: string,
    private readonly t: Words,
  ) {}

  async check(name: string): Promise<Violations> {
    await this.supervisor.desk.toBoard();
    const found = [...(await this.untilTrue(name, "board", () => this.board()))];
    for (const figure of figureNames)
      found.push(...(await this.untilTrue(name, "csv", () => this.csv(figure))));
    for (const door of await this.doors()) found.push(...(await this.list(name, door)));
    found.push(...(await this.untilTrue(name, "hand-over", () => this.handed())));
    return found;
  }

  /** Which conversations are behind a figure at this moment, in the order of its list. */
  async behind(door: Door): Promise<string[]> {
    return linesBehind(await this.standing(), door).map(({ id }) => id);
  }

  private async board(): Promise<Difference[]> {
    const { t, supervisor } = this;
    const seen = await supervisor.desk.look();
    const standing = await readBoardFacts(this.owner, this.orgId, new Date(seen.at || 0));
    const { facts, member } = await this.member();
    const place = { queue: "unassigned", conversationId: null, unfolded: false } as const;
    const { sections } = expectedScreen(facts, member, place, t);
    const queue = sections.find(({ title }) => title === t("inbox.section.awaiting"))?.rows ?? [];
    const expected = expectedBoard(standing, seen.at, queue, t);
    const wrong = boardDiffers(seen, expected);
    if (wrong.length > 0) return wrong;
    this.compared.boards++;
    this.compared.boardFigures += Object.keys(expected.says).length;
    return [];
  }

  private async csv(figure: (typeof figureNames)[number]): Promise<Difference[]> {
    const { csv } = await this.supervisor.desk.look();
    const before = await this.standing();
    const response = await this.supervisor.desk.page.request.get(csv[figure] ?? "");
    if (!response.ok()) return unequal("the answer to a CSV", figure, response.status(), 200);
    const lines = linesBehind(before, { figure });
    const wrong = csvDiffers(readCsv(await response.text()), lines, figure);
    if (wrong.length === 0) this.compared.boardCsvLines += lines.length;
    return wrong;
  }

  /** The seven figures, and those of the member who has most. */
  private async doors(): Promise<Door[]> {
    const [most] = (await this.standing()).members.sort((a, b) => b.open - a.open);
    const own = most ? ([0, 1, 2] as const).map((place) => ({ memberId: most.id, place })) : [];
    return [...figureNames.map((figure) => ({ figure })), ...own];
  }

  /** Through the figure by the keys: as many as it says, and those. */
  private async list(name: string, door: Door): Promise<Violations> {
    await this.supervisor.desk.toBoard();
    const { figure } = await this.supervisor.desk.enter(door);
    const said = "figure" in door ? door.figure : `${door.memberId} ${door.place}`;
    return this.untilTrue(name, "list", async () => {
      const { found, rows } = await this.supervisor.desk.list();
      const { facts, member } = await this.member();
      const lines = linesBehind(await this.standing(), door);
      const viewer = { memberId: member.id, open: null };
      const expected = lines.flatMap(({ id }) =>
        facts.conversations.filter((c) => c.id === id).map((c) => rowOf(c, facts, viewer, this.t)),
      );
      const wrong = [
        ...unequal("the figure of a list", said, figure, lines.length),
        ...unequal("the count of a list", said, found, lines.length),
        ...rowsDiffer(rows, expected, `the list of ${said}`),
      ];
      if (wrong.length === 0) this.compared.boardLists++;
      return wrong;
    });
  }

  /** What the supervisor gave, and nothing else, is what the database says that they gave. */
  private async handed(): Promise<Difference[]> {
    const kept = await this.owner<Handed[]>`
      select conversation_id as "conversationId", assignee_id as to from assignments
      where org_id = ${this.orgId} and by = 'member' and why ->> 'memberId' = ${this.supervisor.memberId} order by created_at, epoch`;
    const words = (of: Handed[]) =>
      of.map(({ conversationId, to }) => `${conversationId} to ${to ?? "the queue"}`);
    return unequal(
      "what was given by hand",
      "supervisor",
      words(this.supervisor.handed).join(),
      words(kept).join(),
    );
  }

  private async standing(): Promise<BoardFacts> {
    const [clock] = await this.owner<{ now: Date }[]>`
      select now() + clock_offset_ms * interval '1 ms' as now from organizations where id = ${this.orgId}`;
    return readBoardFacts(this.owner, this.orgId, clock?.now ?? new Date());
  }

  private async member(): Promise<{ facts: Facts; member: MemberFact }> {
    const facts = await this.facts();
    const member = facts.members.find((one) => one.id === this.supervisor.memberId);
    if (!member) throw new Error(`${this.supervisor.name} is no member`);
    return { facts, member };
  }

  /** What is wrong is asked again, as long as it may take to hear of the last change. */
  private async untilTrue(
    name: string,
    kind: string,
    look: () => Promise<Difference[]>,
  ): Promise<Violations> {
    for (const giveUp = Date.now() + truthWithin; ; await wait(300)) {
      const wrong = await look();
      if (wrong.length === 0) return [];
      if (Date.now() < giveUp) continue;
      const picture = path.join(this.localDir, `${this.supervisor.name} ${kind} ${name}.png`);
      await this.supervisor.desk.page.screenshot({ path: picture, fullPage: true }).catch(() => undefined);
      return wrong.map(({ what, id }) => ({ kind, what: `${this.supervisor.name}, ${name}: ${what}`, id }));
    }
  }
}

const inRow = ["open", "waiting", "risk"] as const;

function linesBehind({ lines }: BoardFacts, door: Door): Line[] {
  if ("figure" in door) return lines.filter((line) => line[door.figure]);
  const figure = inRow[door.place];
  return lines.filter((line) => line.assigneeId === door.memberId && line[figure]);
}
