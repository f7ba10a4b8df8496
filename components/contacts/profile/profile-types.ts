import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/router";

type Outputs = inferRouterOutputs<AppRouter>;
export type Profile = Outputs["contacts"]["profile"];
export type ProfileField = Profile["attributes"][number];
export type ProfileObjects = Profile["objects"][number];
export type ProfileRow = ProfileObjects["rows"][number];
export type ContactReading = Outputs["connectors"]["readings"][number];
