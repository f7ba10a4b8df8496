import { expect, test } from "vitest";
import type { LiveOutcome } from "@/server/connectors/rules/outcome";
import { few, wrongSource } from "./wrong-source";

const said = (outcome: LiveOutcome, count: number, source = "Core") =>
  Array.from({ length: count }, (_, n) => ({ contactId: String(n), source, outcome }));

test.each([
  ["nothing", [], null],
  ["one word less", said("mismatch", few - 1), null],
  ["as many", said("mismatch", few), "Core"],
  ["requests that it does not take", said("status", few), "Core"],
  ["nobody known", said("not-found", 16), null],
  ["nothing to ask by", said("missing", 16), null],
  ["late answers", said("ok", 16), null],
  ["a few of each", [...said("mismatch", few - 1), ...said("mismatch", few - 1, "CRM")], null],
  ["one of two", [...said("mismatch", 1), ...said("mismatch", few, "CRM")], "CRM"],
])("%s", (_, words, source) => expect(wrongSource(words)).toBe(source));
