import { describe, expect, it } from "vitest";
import { withDefaults } from "@/server/organizations/rules/preferences";
import { type Circumstances, choose } from "./choose";

const now: Circumstances = {
  preferences: withDefaults({}),
  presence: "online",
  looking: new Set(),
  minutes: 12 * 60,
};
const written = { kind: "written" as const, conversationId: "a", key: "1" };
const mentioned = { kind: "mentioned" as const, conversationId: "b", key: "2" };
const waiting = { kind: "unassigned" as const, conversationId: "c", key: "3" };
const nothing = { show: [], sound: null };

describe("of what is new", () => {
  it("what one wants to know is shown, and one sound is made", () => {
    expect(choose([written, mentioned, waiting], now)).toEqual({
      show: [written, mentioned],
      sound: "mentioned",
    });
  });

  it("nothing is said of the conversation that one looks at", () => {
    const looking = new Set(["a"]);
    expect(choose([written], { ...now, looking })).toEqual(nothing);
    expect(choose([written, mentioned], { ...now, looking }).show).toEqual([mentioned]);
  });

  it.each(["away", "offline"] as const)("nothing is said to who is %s, unless they want it", (presence) => {
    expect(choose([written], { ...now, presence })).toEqual(nothing);
    const preferences = withDefaults({ quietAway: false });
    expect(choose([written], { ...now, presence, preferences }).show).toEqual([written]);
  });

  it("nothing is said in quiet hours", () => {
    const preferences = withDefaults({ quietHours: { from: "11:00", to: "13:00" } });
    expect(choose([written], { ...now, preferences })).toEqual(nothing);
    expect(choose([written], { ...now, preferences, minutes: 13 * 60 }).show).toEqual([written]);
  });

  it("a sound may come without a notification, and the other way round", () => {
    const preferences = withDefaults({ alerts: { written: { notify: false, sound: true } } });
    expect(choose([written], { ...now, preferences })).toEqual({ show: [], sound: "written" });
  });
});
