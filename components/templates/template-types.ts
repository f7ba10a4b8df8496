import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/router";

type Outputs = inferRouterOutputs<AppRouter>["templates"];
export type Studio = Outputs["studio"];
export type StudioTemplate = Studio["templates"][number];
export type TemplateAccount = Studio["accounts"][number];
export type KeptDraft = Outputs["drafts"][number];
export type TemplateVersion = Outputs["versions"][number];
export type TemplateUsage = Outputs["usage"][number];
