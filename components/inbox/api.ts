import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/router";

type Outputs = inferRouterOutputs<AppRouter>["conversations"];

/** What the API says, by its own types. */
export type Item = Outputs["list"]["items"][number];
export type Thread = Outputs["thread"];
export type ThreadMessage = Thread["messages"][number];
export type Found = Outputs["search"];
export type Panel = Outputs["panel"];
export type Profile = inferRouterOutputs<AppRouter>["contacts"]["profile"];
export type NextPrices = Outputs["price"];
export type Counts = Outputs["counts"];
export type Section = "awaiting" | "back" | "missed" | "answered" | "snoozed" | "closed";
export type View = inferRouterOutputs<AppRouter>["views"]["list"][number];
