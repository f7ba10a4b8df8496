import { useQueryClient } from "@tanstack/react-query";
import { toast } from "@/components/ui/toast";
import { useRefusal } from "@/components/use-refusal";

/** What every write to who a contact is does when it ends: says so where there is something to say, and fetches again what it changed. */
export function useIdentityWrite(queryKeys: readonly unknown[][], said?: string) {
  const client = useQueryClient();
  const refusal = useRefusal();
  return {
    onSuccess: () => {
      if (said) toast(said);
    },
    onError: (refused: unknown) => {
      toast(refusal(refused));
    },
    onSettled: async () => {
      await Promise.all(queryKeys.map((queryKey) => client.invalidateQueries({ queryKey })));
    },
  };
}
