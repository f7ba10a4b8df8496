import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { FormHead } from "@/components/auth/fields";
import { signedInUser } from "@/server/gate";
import { membershipsOf } from "@/server/users/queries";

/** Where signing in leads: the organization joined first. */
export default async function StartPage() {
  const user = await signedInUser();
  if (!user) redirect("/sign-in");
  const [first] = await membershipsOf(user.userId);
  if (first) redirect(`/${first.slug}`);
  const t = await getTranslations("auth.start");
  return <FormHead title={t("title")} lead={t("lead")} />;
}
