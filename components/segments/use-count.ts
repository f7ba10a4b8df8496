import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useSettled } from "@/components/inbox/use-settled";
import { errorCode, errorDetails } from "@/components/query-client";
import { useTRPC } from "@/components/trpc";
import { useRefusal } from "@/components/use-refusal";
import { type Definition, definition } from "@/server/segments/rules/definition";
import { type Draft, definitionOf } from "./draft";

/** The draft as it is once the hand rests; null while it lacks something. */
export function useWhole(draft: Draft): { whole: Definition | null; settling: boolean } {
  const now = JSON.stringify(definitionOf(draft));
  const settled = useSettled(now);
  const whole = useMemo(() => definition.safeParse(JSON.parse(settled)).data ?? null, [settled]);
  return { whole, settling: now !== settled };
}

/** How many the definition means and some of them, as of now: what is asked anew shows the old figure until it is there. */
export function useMeant(whole: Definition | null) {
  const trpc = useTRPC();
  const input = { definition: whole ?? nobody };
  // A definition that is too slow stays so, and a figure of a minute ago is none.
  const fresh = { enabled: whole !== null, retry: false, staleTime: 0 } as const;
  const count = useQuery(
    trpc.segments.count.queryOptions(input, { ...fresh, placeholderData: (before) => before }),
  );
  const preview = useQuery(
    trpc.segments.preview.queryOptions(input, { ...fresh, placeholderData: (before) => before }),
  );
  return { count, preview };
}

const nobody: Definition = { match: "all", conditions: [] };

/** Why a definition was not taken, in words. */
export function useSegmentRefusal(): (refused: unknown) => string {
  const t = useTranslations("segments");
  const refusal = useRefusal();
  return (refused) => {
    const [code, { what }] = [errorCode(refused), errorDetails(refused)];
    if (code === "UNAVAILABLE" && what === "slow") return t("slow");
    if (code === "FORBIDDEN") return t("sensitive");
    if (code === "CONFLICT" && what === "name") return t("taken");
    if (code === "CONFLICT" && what === "version") return t("version");
    if (code === "INVALID" && what === "currency") return t("oneCurrency");
    if (code === "NOT_FOUND") return t("gone");
    return refusal(refused);
  };
}
