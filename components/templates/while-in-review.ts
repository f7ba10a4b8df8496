import { inReview } from "@/server/templates/rules/editable";
import type { Studio } from "./template-types";

/** A verdict mostly comes within minutes, often within seconds: asked every 2 s at first, later every 30 s, else not at all. */
const prompt = { every: 2_000, times: 90 };
const patient = 30_000;

type Asked = { state: { data: unknown; dataUpdateCount: number } };

/** Query options by which a page sees the carrier's verdict at once. */
export const whileInReview = {
  refetchInterval: ({ state }: Asked): number | false => {
    const studio = state.data as Studio | undefined;
    if (!studio?.templates.some(({ status }) => inReview(status))) return false;
    return state.dataUpdateCount < prompt.times ? prompt.every : patient;
  },
};
