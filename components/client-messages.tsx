import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import type { Area } from "@/messages/catalog";

const ALWAYS: Area[] = ["common", "errors"];

/**
 * Gives the client components below it the texts of the named areas (common and errors always included), and
 * nothing else: the catalogue stays on the server. A nested one replaces its parent's, so name all areas needed.
 */
export async function ClientMessages(props: { areas?: Area[]; timeZone?: string; children: ReactNode }) {
  const messages = await getMessages();
  const wanted = new Set([...ALWAYS, ...(props.areas ?? [])]);
  const picked = Object.fromEntries(Object.entries(messages).filter(([area]) => wanted.has(area as Area)));
  return (
    <NextIntlClientProvider messages={picked} {...(props.timeZone ? { timeZone: props.timeZone } : {})}>
      {props.children}
    </NextIntlClientProvider>
  );
}
