import fc from "fast-check";
import { expect, test } from "vitest";
import { type Moment, standardKind } from "./standard-message";

const moment = fc.record<Moment>({
  open: fc.boolean(),
  assigned: fc.boolean(),
  answered: fc.boolean(),
  closed: fc.boolean(),
  windowOpen: fc.boolean(),
});
const quiet = { closed: false, answered: false, windowOpen: true };

test.each<[open: boolean, assigned: boolean, kind: ReturnType<typeof standardKind>]>([
  [true, false, "waiting"],
  [true, true, "connected"],
  [false, false, "out-of-hours"],
  [false, true, null],
])("open %s, assigned %s: %s", (open, assigned, kind) => {
  expect(standardKind({ ...quiet, open, assigned })).toBe(kind);
});

test("nothing leaves outside the window, from a closed conversation or over a person, whatever else is true", () => {
  fc.assert(
    fc.property(moment, (m) => {
      const kind = standardKind(m);
      if (m.closed || m.answered || !m.windowOpen) expect(kind).toBeNull();
      if (kind === "out-of-hours") expect(m.open).toBe(false);
      if (kind === "waiting" || kind === "connected") expect(m.open).toBe(true);
      if (kind === "connected") expect(m.assigned).toBe(true);
    }),
  );
});
