import { redirect } from "next/navigation";
import { signedInUser } from "@/server/gate";
import { membershipsOf } from "@/server/users/queries";

/** The address that everybody can be told: leads to the phone of one's own organization. */
export default async function SandboxEntry() {
  const user = await signedInUser();
  if (!user) redirect(`/sign-in?next=${encodeURIComponent("/sandbox")}`);
  const [first] = await membershipsOf(user.userId);
  redirect(first ? `/${first.slug}/sandbox` : "/start");
}
