import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/router";

export type BoardNow = inferRouterOutputs<AppRouter>["supervision"]["board"];
export type BoardMember = BoardNow["members"][number];
