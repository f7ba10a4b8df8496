import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/router";

type Consent = inferRouterOutputs<AppRouter>["contacts"]["consent"];
export type ConsentCard = Consent["card"];
export type ConsentEntry = ConsentCard["history"][number];
export type ConsentText = Consent["texts"][number];

/** Of a search by name or number. */
export type FoundContact = inferRouterOutputs<AppRouter>["contacts"]["find"][number];
