import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { SignUp } from "@/components/auth/sign-up";
import { env } from "@/server/env";

export async function generateMetadata() {
  return { title: (await getTranslations("auth.signUp"))("title") };
}

export default async function SignUpPage() {
  await connection();
  return <SignUp host={new URL(env().APP_URL).host} />;
}
