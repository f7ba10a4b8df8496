import { expect, test } from "vitest";
import { hrefFor, permalink, placeOf } from "./place";

const id = "0191a6c2-7d11-7f7e-8b1d-0e3f1c2a9b10";
const home = { ...placeOf(() => null), conversationId: null };
const read = (href: string) => {
  const { pathname, searchParams } = new URL(href, "http://x");
  const conversationId = pathname.split("/")[3] ?? null;
  return { ...placeOf((name) => searchParams.get(name)), conversationId };
};

test.each([
  { find: "canción & más" },
  { find: "" },
  { find: "x", among: "notes" as const },
  { conversationId: id, messageId: id },
  { conversationId: id, messageId: id, find: "canción" },
])("%j is read from its own address", (to) => {
  const place = { ...home, ...to };
  expect(read(hrefFor("org", place))).toEqual(place);
});

test("a message without its conversation is nowhere, and a kind without a search is none", () => {
  expect(hrefFor("org", { ...home, messageId: id, among: "files" })).toBe("/org/inbox");
});

test("a permalink names the conversation and the message alone", () => {
  expect(read(permalink("org", id, id))).toEqual({ ...home, conversationId: id, messageId: id });
});
