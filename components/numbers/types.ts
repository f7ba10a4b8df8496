import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/router";

type Outputs = inferRouterOutputs<AppRouter>["channels"];

export type NumberSummary = Outputs["list"][number];
export type NumberDetail = Outputs["byId"];
export type NumberLink = NumberSummary["links"][number];
