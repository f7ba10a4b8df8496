import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useChanges } from "@/components/realtime/realtime";
import { useTRPC } from "@/components/trpc";
import { toast } from "@/components/ui/toast";
import { useRefusal } from "@/components/use-refusal";
import type { Profile } from "./profile-types";

/** What is kept of a contact, asked again whenever somebody or something changes it. */
export function useProfile(contactId: string, initial?: Profile) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const refusal = useRefusal();
  const { data, error } = useQuery(
    trpc.contacts.profile.queryOptions({ contactId }, initial ? { initialData: initial } : {}),
  );
  const fresh = () => client.invalidateQueries({ queryKey: trpc.contacts.profile.queryKey({ contactId }) });
  useChanges((changes) => {
    const here = (kind: string, id: string | null) =>
      kind === "routing" || (kind === "contact" && (id === contactId || id === null));
    if (changes === "all" || changes.some(({ kind, id }) => here(kind, id))) void fresh();
  });
  /** How every write of the page ends. */
  const write = { onSettled: fresh, onError: (refused: unknown) => void toast(refusal(refused)) };
  return { profile: data, error, write };
}
