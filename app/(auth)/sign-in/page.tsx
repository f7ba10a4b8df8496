import { getTranslations } from "next-intl/server";
import { SignIn } from "@/components/auth/sign-in";

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
  return <SignIn next={text(next)} error={text(error)} />;
}
