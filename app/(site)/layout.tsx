import type { ReactNode } from "react";
import { ClientMessages } from "@/components/client-messages";

export default function SiteLayout({ children }: { children: ReactNode }) {
  return <ClientMessages areas={["site", "inbox", "carrier", "parts"]}>{children}</ClientMessages>;
}
