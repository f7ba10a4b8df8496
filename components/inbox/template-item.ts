import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/router";

export type TemplateItem = inferRouterOutputs<AppRouter>["templates"]["list"][number];
