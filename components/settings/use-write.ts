import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { toast } from "@/components/ui/toast";
import { useRefusal } from "@/components/use-refusal";

/** What every write of the settings does when it ends: says so, and fetches again what it changed. */
export function useWrite(queryKeys: readonly unknown[][], said?: string) {
  const client = useQueryClient();
  const t = useTranslations("settings");
  const refusal = useRefusal();
  return {
    onSuccess: () => {
      toast(said ?? t("saved"));
    },
    onError: (refused: unknown) => {
      toast(refusal(refused));
    },
    onSettled: async () => {
      await Promise.all(queryKeys.map((queryKey) => client.invalidateQueries({ queryKey })));
    },
  };
}
