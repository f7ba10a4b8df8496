import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { pathAfterSignIn } from "@/components/auth/after-sign-in";
import { SignIn } from "@/components/auth/sign-in";
import { signedInUser } from "@/server/gate";

export async function generateMetadata() {
  return { title: (await getTranslations("auth.signIn"))("title") };
}

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, unknown>>;
}) {
  const { next, error } = await searchParams;
  const text = (value: unknown) => (typeof value === "string" ? value : null);
  if (await signedInUser()) redirect(pathAfterSignIn(text(next)));
  return <SignIn next={text(next)} error={text(error)} />;
}
