import { expect, test } from "vitest";
import type { View } from "./api";
import { browsedIn, filterOfQueue, placeOfFilter } from "./browsed";
import { hrefFor, type Place, placeOf } from "./place";

const view: View = {
  id: "v",
  name: "Por vencer",
  filter: { ends: 4 },
  sort: "waiting",
  shared: false,
  mine: true,
};
const home: Place = { ...placeOf(() => null), conversationId: null };

function reached(to: Partial<Place>) {
  const query = new URL(hrefFor("org", { ...home, ...to }), "http://x").searchParams;
  return browsedIn(
    placeOf((name) => query.get(name)),
    [view],
  );
}

test("an address leads to the same view, filter and order again", () => {
  expect(reached({})).toBeNull();
  expect(reached({ view: "gone" })).toBeNull();
  expect(reached({ view: "v" })).toEqual({ view, filter: { ends: 4 }, sort: "waiting", changed: false });
  expect(reached(placeOfFilter(view, { ends: 4 }, "waiting"))?.changed).toBe(false);
  expect(reached(placeOfFilter(view, {}, "waiting"))).toMatchObject({ filter: {}, changed: true });
  expect(reached(placeOfFilter(view, { ends: 8 }, "newest"))).toMatchObject({
    filter: { ends: 8 },
    sort: "newest",
    changed: true,
  });
  expect(reached(placeOfFilter(null, { unread: true }, null))).toMatchObject({ view: null, sort: "ends" });
  expect(reached(placeOfFilter(null, {}, null))).toBeNull();
});

test("a queue goes on as the filter that it is", () => {
  expect(filterOfQueue({ ...home, queue: "mine" })).toEqual({ assignee: ["me"] });
  expect(filterOfQueue({ ...home, queue: "closed", channelAccountId: "n" })).toEqual({
    status: ["closed"],
    number: ["n"],
  });
});
