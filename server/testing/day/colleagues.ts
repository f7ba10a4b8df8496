import type { Words } from "@/server/testing/words";
import type { SeenBoard } from "./board-screen";

/** A member as the board shows them. */
export interface Colleague {
  id: string;
  name: string;
  online: boolean;
  load: number;
  limit: number;
}

export function colleagues({ says }: SeenBoard, t: Words): Colleague[] {
  return (says.members ?? "")
    .split(" ")
    .filter((id) => id !== "")
    .map((id) => {
      const [, load = "0", limit = "0"] = /(\d+)\/(\d+)$/.exec(says[`load of ${id}`] ?? "") ?? [];
      return {
        id,
        name: says[`member ${id}`] ?? "",
        online: says[`presence of ${id}`] === t("common.presence.online"),
        load: Number(load),
        limit: Number(limit),
      };
    });
}

/** Who has most. */
export const fullest = (all: Colleague[]): Colleague | undefined =>
  [...all].sort((a, b) => b.load - a.load)[0];

/** Who is there and has the most places free, but those. */
export const freest = (all: Colleague[], but: string[]): Colleague | undefined =>
  all
    .filter((one) => one.online && one.load < one.limit && !but.includes(one.id))
    .sort((a, b) => a.load / a.limit - b.load / b.limit)[0];
