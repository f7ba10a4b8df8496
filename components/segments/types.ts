import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/router";

type Segments = inferRouterOutputs<AppRouter>["segments"];
export type SegmentOptions = Segments["options"];
export type SegmentDetail = Segments["find"];
export type SegmentLine = Segments["list"][number];
export type Previewed = Segments["preview"][number];
/** What a value may be asked for: an attribute, or a column of an object. */
export type Askable = Pick<SegmentOptions["attributes"][number], "key" | "label" | "type"> & {
  choices?: string[] | undefined;
};
