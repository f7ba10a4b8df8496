import { afterEach, expect, test, vi } from "vitest";
import { hideBadge, showBadge } from "./badge";

afterEach(() => vi.unstubAllGlobals());

/** A head whose title tells its watchers whenever it is written, as a browser's does. */
function head() {
  const watchers = new Set<() => void>();
  let [title, writes] = ["Bandeja", 0];
  vi.stubGlobal(
    "MutationObserver",
    class {
      constructor(private readonly tell: () => void) {}
      observe = () => watchers.add(this.tell);
      disconnect = () => watchers.delete(this.tell);
    },
  );
  vi.stubGlobal("document", {
    head: {},
    querySelectorAll: () => [],
    get title() {
      return title;
    },
    set title(text: string) {
      title = text;
      if (++writes > 50) throw new Error("The title is written for ever");
      for (const tell of [...watchers]) tell();
    },
  });
  vi.stubGlobal("navigator", {});
  return { watchers };
}

test("the latest count alone watches the title, whoever asked for an earlier one", () => {
  const { watchers } = head();
  showBadge(0);
  showBadge(1);
  expect(document.title).toBe("(1) Bandeja");
  showBadge(2);
  expect(document.title).toBe("(2) Bandeja");
  expect(watchers.size).toBe(1);
  document.title = "Costos";
  expect(document.title).toBe("(2) Costos");
});

test("what is hidden leaves the title alone", () => {
  const { watchers } = head();
  showBadge(120);
  expect(document.title).toBe("(99+) Bandeja");
  hideBadge();
  expect(document.title).toBe("Bandeja");
  expect(watchers.size).toBe(0);
});
