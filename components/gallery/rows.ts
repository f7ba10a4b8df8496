import type { ConversationView } from "@/components/inbox/types";

const MINUTE = 60_000;
export const LONG_NAME = "María de los Ángeles Fernández-Etchegaray viuda de Anchorena";

/** Rows of the list in every state. */
export function conversations(now: Date): ConversationView[] {
  const after = (minutes: number) => new Date(now.getTime() + minutes * MINUTE);
  const row = (id: number, part: Partial<ConversationView>): ConversationView => ({
    id: `c${id}`,
    contactName: "Ana Bentancur",
    channelAccount: { id: "n1", name: "Ventas", color: "indigo" },
    preview: { type: "text", text: "¿Me confirmás el turno?", direction: "in" },
    lastMessageAt: after(-4),
    awaitingSince: after(-4),
    windowExpiresAt: after(1436),
    unread: 0,
    assignee: { name: "Julia Sosa", self: true },
    priority: 0,
    closed: false,
    ...part,
  });
  return [
    row(1, { unread: 3, windowExpiresAt: after(38), awaitingSince: after(-1402), priority: 2 }),
    row(2, {
      contactName: LONG_NAME,
      windowExpiresAt: after(300),
      channelAccount: { id: "n2", name: "Cobranzas Zona Norte y Litoral", color: "orange" },
      unread: 12,
      assignee: null,
      preview: {
        type: "text",
        text: "Buen día, les escribo por lo que hablamos la semana pasada con la sucursal de Belgrano",
        direction: "in",
      },
    }),
    row(3, {
      contactName: "أحمد الفارسي",
      preview: { type: "audio", text: "", direction: "in" },
      assignee: { name: "Tomás Ibarra", self: false },
    }),
    row(4, {
      contactName: null,
      awaitingSince: null,
      preview: { type: "image", text: "Así quedó", direction: "out" },
      undelivered: "failed",
    }),
    row(5, {
      contactName: "+54 9 11 5555-0142",
      windowExpiresAt: after(-20),
      channelAccount: { id: "n3", name: "Soporte", color: "green" },
    }),
    row(6, {
      contactName: "Lucas 🦊",
      windowExpiresAt: null,
      awaitingSince: null,
      preview: null,
      draft: "Hola Lucas, te escribo por",
    }),
    row(7, {
      closed: true,
      awaitingSince: null,
      lastMessageAt: after(-4000),
      preview: { type: "text", text: "Gracias, quedó todo claro", direction: "in" },
    }),
  ];
}
