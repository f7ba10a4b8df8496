import { expect, test } from "vitest";
import { conversationFilter } from "./conversation-filter";
import { readFilter, sameFilter, writeFilter } from "./filter-address";

const team = "0190a0a0-0000-7000-8000-000000000001";

test("an address says a whole filter, and needs no escaping", () => {
  const filter = conversationFilter.parse({
    status: ["awaiting", "closed"],
    assignee: ["me", team],
    team: ["none", team],
    number: [team],
    label: [team],
    priority: [1, -1],
    unread: true,
    ends: 8,
    quiet: 24,
    recent: 72,
    kind: ["audio"],
  });
  const text = writeFilter(filter);
  expect(new URLSearchParams({ filter: text }).toString()).toBe(`filter=${text}`);
  expect(readFilter(text)).toEqual(filter);
  expect(conversationFilter.parse(readFilter(text))).toEqual(filter);
});

test.each([
  "",
  "nonsense",
  "status",
  "status.x*ends.0*ends.1e9*number.1*priority.99*__proto__.a*assignee.*kind..",
])("what is not understood narrows nothing: %s", (text) => {
  expect(readFilter(text)).toEqual({});
});

test("two filters are the same whatever the order of their fields", () => {
  expect(sameFilter({ ends: 4, assignee: ["me"] }, { assignee: ["me"], ends: 4 })).toBe(true);
  expect(sameFilter({ status: ["missed", "awaiting"] }, { status: ["awaiting", "missed"] })).toBe(true);
  expect(sameFilter({ ends: 4 }, { ends: 8 })).toBe(false);
});
