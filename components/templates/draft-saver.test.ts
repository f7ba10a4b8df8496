import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type DraftSaver, newSaver } from "./draft-saver";
import { emptyDraft } from "./use-template-draft";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const draft = (body: string) => ({ ...emptyDraft("es"), body });

/** A saver whose writes end when they are let. */
function slow(): { saver: DraftSaver; written: string[]; let: () => void } {
  const saver = newSaver(null);
  const written: string[] = [];
  const waiting: (() => void)[] = [];
  saver.write = ({ body }) => {
    written.push(body);
    return new Promise((done) => waiting.push(done));
  };
  return { saver, written, let: () => waiting.shift()?.() };
}

test("saves after a pause, one at a time, the last words last", async () => {
  const { saver, written, ...rest } = slow();
  saver.touch(draft("a"));
  saver.touch(draft("ab"));
  expect(written).toEqual([]);
  await vi.advanceTimersByTimeAsync(1_000);
  saver.touch(draft("abc"));
  saver.touch(draft("abcd"));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(written).toEqual(["ab"]);
  rest.let();
  await vi.advanceTimersByTimeAsync(0);
  expect(written).toEqual(["ab", "abcd"]);
});

test("once it has ended nothing more is saved, and what was under way is waited for", async () => {
  const { saver, written, ...rest } = slow();
  saver.touch(draft("a"));
  void saver.flush();
  saver.touch(draft("ab"));
  let ended = false;
  const end = saver.end().then(() => {
    ended = true;
  });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(ended).toBe(false);
  rest.let();
  await end;
  saver.touch(draft("abc"));
  await vi.advanceTimersByTimeAsync(2_000);
  expect(written).toEqual(["a"]);
});
