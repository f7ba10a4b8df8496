import { expect, test } from "vitest";
import { wakesTo } from "./wake";

const holder = { presence: "online" as const, load: 2, limit: 3 };
const full = { ...holder, load: 3 };

test("whoever had it has it again where a place is free", () => {
  expect(wakesTo(holder, "routing")).toBe("agent");
  expect(wakesTo(holder, "agent")).toBe("agent");
});

test("who is full gets it above the maximum, or others do, as was chosen", () => {
  expect(wakesTo(full, "agent")).toBe("agent");
  expect(wakesTo(full, "routing")).toBe("routing");
});

test("whoever is away keeps it as any other; who has left does not", () => {
  expect(wakesTo({ ...full, presence: "away" }, "routing")).toBe("agent");
  expect(wakesTo(undefined, "agent")).toBe("routing");
});
