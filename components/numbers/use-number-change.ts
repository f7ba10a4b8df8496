import { useMutation } from "@tanstack/react-query";
import { useWrite } from "@/components/settings/use-write";
import { useTRPC } from "@/components/trpc";

/** Changes a number; the page and the list show it as the server has it. */
export function useNumberChange(numberId: string) {
  const trpc = useTRPC();
  const write = useWrite([trpc.channels.byId.queryKey({ numberId }), trpc.channels.list.queryKey()]);
  return useMutation(trpc.channels.update.mutationOptions(write));
}
