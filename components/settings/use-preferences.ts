"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc";
import { toast } from "@/components/ui/toast";
import { useRefusal } from "@/components/use-refusal";
import type { AllPreferences } from "@/server/organizations/rules/preferences";
import type { Preferences } from "@/server/organizations/schema";

/** The member's own settings, and what changes them: at once on screen, taken back when it is refused. */
export function usePreferences(): {
  preferences: AllPreferences | undefined;
  change: (change: Preferences) => void;
} {
  const trpc = useTRPC();
  const client = useQueryClient();
  const refusal = useRefusal();
  const { queryKey } = trpc.organizations.me.queryOptions();
  const { data: me } = useQuery(trpc.organizations.me.queryOptions());
  const { mutate } = useMutation(
    trpc.organizations.setPreferences.mutationOptions({
      onMutate: (change) =>
        client.setQueryData(
          queryKey,
          (now) => now && { ...now, preferences: merged(now.preferences, change) },
        ),
      onError: (refused) => toast(refusal(refused)),
      onSettled: () => client.invalidateQueries({ queryKey }),
    }),
  );
  return { preferences: me?.preferences, change: mutate };
}

function merged(now: AllPreferences, { alerts, ...rest }: Preferences): AllPreferences {
  const chosen = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return { ...now, ...chosen, alerts: { ...now.alerts, ...alerts } };
}
