import { inReview } from "@/server/templates/rules/editable";
import type { Studio } from "./template-types";

/** The verdict is told as it comes; should a hint get lost, a page that waits for one looks for itself, ms. */
const lookEvery = 15_000;

/** Query options by which a page that shows a template in review misses no verdict. */
export const whileInReview = {
  refetchInterval: ({ state }: { state: { data: unknown } }): number | false => {
    const studio = state.data as Studio | undefined;
    return studio?.templates.some(({ status }) => inReview(status)) ? lookEvery : false;
  },
};
