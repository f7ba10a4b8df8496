import { expect, test } from "vitest";
import { type Kept, presenceNow } from "./presence";

const now = new Date("2026-03-02T15:00:00Z");
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1_000);
const chosen = (presence: Kept["presence"]): Kept => ({ presence, cause: null, before: null });
const settings = { now, idleMinutes: 15 };
const next = (kept: Kept, seen: number, active = seen) =>
  presenceNow(kept, { seenAt: ago(seen), activeAt: ago(active) }, settings);

test("a browser that is touched leaves everybody as they chose", () => {
  for (const presence of ["online", "away", "offline"] as const)
    expect(next(chosen(presence), 20)).toBeNull();
});

test("whose browsers fell silent is offline since the last word, and comes back as they were", () => {
  const gone = next(chosen("away"), 151);
  expect(gone).toEqual({ presence: "offline", cause: "gone", before: "away", since: ago(151) });
  expect(next(gone ?? chosen("away"), 400)).toBeNull();
  expect(next(gone ?? chosen("away"), 0)).toEqual({ ...chosen("away"), since: now });
  expect(next(chosen("offline"), 10_000)).toBeNull();
});

test("who touches nothing is away since they last did, until they do; who chose to be away is not", () => {
  const idle = next(chosen("online"), 5, 900);
  expect(idle).toEqual({ presence: "away", cause: "idle", before: "online", since: ago(900) });
  expect(next(idle ?? chosen("online"), 5, 1_000)).toBeNull();
  expect(next(idle ?? chosen("online"), 5, 1)).toEqual({ ...chosen("online"), since: now });
  expect(next(chosen("away"), 5, 900)).toBeNull();
});

test("who was idle and closed the laptop is gone, and back online with the first touch", () => {
  const idle: Kept = { presence: "away", cause: "idle", before: "online" };
  const gone = next(idle, 151, 1_200);
  expect(gone).toMatchObject({ presence: "offline", cause: "gone", before: "online" });
  expect(next(gone ?? idle, 0)).toMatchObject({ presence: "online", cause: null });
});

test("without a limit nobody is idle", () => {
  const beat = { seenAt: now, activeAt: ago(90_000) };
  expect(presenceNow(chosen("online"), beat, { now, idleMinutes: null })).toBeNull();
});
