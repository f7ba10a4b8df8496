import { afterEach, describe, expect, it, vi } from "vitest";
import { Believed } from "./believed";

afterEach(() => vi.useRealTimers());

describe("what is believed", () => {
  it("is asked for once by all who ask at one moment", async () => {
    const ask = vi.fn(async () => "org");
    const memory = new Believed<string>();
    expect(await Promise.all([1, 2, 3].map(() => memory.get("a", ask)))).toEqual(["org", "org", "org"]);
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it("is asked for again after 5 s, and after it was cleared", async () => {
    vi.useFakeTimers();
    const ask = vi.fn(async () => "org");
    const memory = new Believed<string>();
    await memory.get("a", ask);
    vi.advanceTimersByTime(5_001);
    await memory.get("a", ask);
    memory.clear();
    await memory.get("a", ask);
    expect(ask).toHaveBeenCalledTimes(3);
  });

  it("does not outlive a question that found nothing or failed", async () => {
    const memory = new Believed<string>();
    expect(await memory.get("a", async () => null)).toBeNull();
    await expect(memory.get("a", async () => Promise.reject(new Error("away")))).rejects.toThrow("away");
    expect(await memory.get("a", async () => "org")).toBe("org");
  });
});
