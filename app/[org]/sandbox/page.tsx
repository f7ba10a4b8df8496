import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { PhonePage } from "@/components/sandbox/phone-page";
import { gate } from "@/server/gate";
import { allows } from "@/server/permissions";
import { apiFor } from "@/server/trpc-rsc";

type Props = { params: Promise<{ org: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("sandbox"))("title") };
}

export default async function SandboxPage({ params }: Props) {
  const { org } = await params;
  const { actor, timeZone } = await gate(org, "sandbox:use");
  const { sandbox } = await apiFor(org);
  const [numbers, clock] = await Promise.all([sandbox.numbers(), sandbox.clock()]);
  return (
    <ClientMessages areas={["sandbox", "inbox", "parts"]} timeZone={timeZone}>
      <PhonePage
        org={org}
        numbers={numbers}
        initialClock={clock}
        mayAddNumber={allows(actor.role, "numbers:update")}
      />
    </ClientMessages>
  );
}
