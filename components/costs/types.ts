import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/router";

type Ledger = inferRouterOutputs<AppRouter>["ledger"];

export type CostSummary = Ledger["summary"];
export type UsagePage = Ledger["messages"];
export type UsageRow = UsagePage["rows"][number];
export type CostNumber = Ledger["numbers"][number];
export type Allowance = NonNullable<CostSummary["numbers"][number]["allowance"]>;
