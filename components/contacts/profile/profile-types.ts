import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/router";

export type Profile = inferRouterOutputs<AppRouter>["contacts"]["profile"];
export type ProfileField = Profile["attributes"][number];
export type ProfileObjects = Profile["objects"][number];
export type ProfileRow = ProfileObjects["rows"][number];
