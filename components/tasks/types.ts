import type { inferRouterOutputs } from "@trpc/server";
import type { Role } from "@/server/permissions";
import type { AppRouter } from "@/server/router";

export type Task = inferRouterOutputs<AppRouter>["tasks"]["list"]["tasks"][number];

export interface Me {
  id: string;
  role: Role;
}
