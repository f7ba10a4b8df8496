import { afterEach, expect, test, vi } from "vitest";
import { inngest } from "@/server/inngest-client";
import type { OrgId } from "@/server/scope";
import { wakeSteps } from "./wake-steps";

afterEach(() => vi.restoreAllMocks());

const plan = (...minutes: number[]) => ({
  version: 1,
  ruleId: null,
  steps: minutes.map((after) => ({ to: { anyone: true as const }, after })),
});
const orgId = "01900000-0000-7000-8000-000000000001" as OrgId;

test("each moment at which a step opens is one wake-up, however many plans mean it", () => {
  const send = vi.spyOn(inngest, "send").mockResolvedValue({ ids: [] });
  wakeSteps(orgId, [plan(0, 5), plan(0, 5, 10), plan(5)], Date.parse("2026-11-26T12:00:01Z"));
  const [events] = send.mock.calls[0] ?? [];
  expect(events).toMatchObject([
    { id: `${orgId}:${Date.parse("2026-11-26T12:05:05Z")}`, data: { opensAt: "2026-11-26T12:05:05.000Z" } },
    { id: `${orgId}:${Date.parse("2026-11-26T12:10:05Z")}`, data: { opensAt: "2026-11-26T12:10:05.000Z" } },
  ]);
});

test("plans whose steps are all open need none", () => {
  const send = vi.spyOn(inngest, "send").mockResolvedValue({ ids: [] });
  wakeSteps(orgId, [plan(0), plan(0, 0)]);
  expect(send).not.toHaveBeenCalled();
});
