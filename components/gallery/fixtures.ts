import type { MessageView } from "@/components/inbox/types";

const MINUTE = 60_000;
const ZALGO = "H̷̡̛͎̟̙̹̱̹͔̗̞̮̀̈́̓̊̌̿̽̚ȏ̸̢̢̧̙̭̠͖͕̱̤̈́l̵̡̨̛̫̥̗̤̘͈̬͋͆̌̀̿̚a̶̧̨͕͖̮̭̫̭̐͑̽̏";
const HEARD =
  "Hola, buenas tardes. Llamo por el medidor de la calle Mitre: está a mi nombre desde que vivíamos ahí y ahora vive mi hija, así que lo querríamos pasar a nombre de ella. ¿Qué papeles hacen falta? ¿Hay que ir a la oficina o se puede hacer por acá? Les dejo también el número del medidor, por las dudas.";
const PHOTO =
  "data:image/svg+xml," +
  encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="320"><rect width="480" height="320" fill="#b8c7c9"/><circle cx="350" cy="90" r="46" fill="#e9dcb9"/><path d="M0 240L130 120 230 230 310 170 480 280V320H0z" fill="#6f8a8d"/></svg>`,
  );

/** Set back by each list, so that server and browser count alike. */
let next = 0;
type Part = Pick<MessageView, "direction" | "origin" | "content"> & Partial<MessageView>;

/** A message of the gallery, two minutes apart from the one before. */
function message(now: Date, part: Part): MessageView {
  next += 1;
  return {
    id: `g${next}`,
    seq: next,
    state: null,
    stateTimes: {},
    failure: null,
    cost: null,
    author: null,
    quoted: null,
    reactions: [],
    occurredAt: new Date(now.getTime() - (90 - next) * MINUTE),
    late: false,
    edited: false,
    revoked: false,
    attachments: [],
    ...part,
  };
}

const text = (body: string) => ({ type: "text" as const, body });
const file = (mime: string, name: string | null, more: Partial<MessageView["attachments"][number]> = {}) => ({
  attachments: [{ id: "a", mime, name, size: 482_113, url: PHOTO, state: "ready" as const, ...more }],
});
const attached = { attachmentId: "a" };

/** Every kind of message that a customer may send. */
export function customerMessages(now: Date): MessageView[] {
  next = 0;
  const from = { direction: "in", origin: "customer" } as const;
  const say = (part: Omit<Part, "direction" | "origin">) => message(now, { ...from, ...part });
  return [
    say({
      content: text(
        "Hola, ¿me pasás el *precio* del _plan_ de https://hilo.example/planes?x=1? ~No~ urge. Mi mail: ana@correo.example",
      ),
    }),
    say({ content: text("🙌🏽") }),
    say({
      content: { type: "image", ...attached, caption: "Así quedó la vereda" },
      ...file("image/jpeg", null, { width: 480, height: 320 }),
      reactions: [{ emoji: "😮", by: "us", name: "Julia" }],
    }),
    say({
      content: { type: "audio", ...attached, voice: true },
      ...file("audio/ogg", null, { durationMs: 74_000, url: "/voice.ogg" }),
    }),
    say({
      content: { type: "audio", ...attached, voice: true, transcript: HEARD },
      ...file("audio/ogg", null, { durationMs: 41_000, url: "/voice.ogg" }),
    }),
    say({
      content: { type: "audio", ...attached, voice: true },
      ...file("audio/ogg", null, {
        ...{ durationMs: 3_000, url: "/voice.ogg" },
        transcript: { state: "pending", reason: null, askable: false },
      }),
    }),
    say({
      content: {
        type: "document",
        ...attached,
        name: "Constancia de inscripción y detalle de deuda 2026 definitivo (3).pdf",
      },
      ...file("application/pdf", null),
    }),
    say({ content: { type: "sticker", ...attached, animated: false }, ...file("image/webp", null) }),
    say({
      content: {
        type: "location",
        latitude: -34.60373,
        longitude: -58.38157,
        name: "Obelisco",
        address: "Av. 9 de Julio s/n, Buenos Aires",
      },
    }),
    say({
      content: {
        type: "contacts",
        contacts: [
          {
            name: "Contaduría Ruiz",
            phones: ["+54 9 11 5555-0142"],
            emails: ["hola@ruiz.example"],
            organization: "Ruiz y Asociados",
          },
        ],
      },
    }),
    say({
      content: {
        type: "choice",
        of: "list",
        id: "1",
        title: "Sede Centro",
        description: "Lunes a viernes de 9 a 18",
      },
      quoted: {
        id: "g1",
        author: "Julia Sosa",
        type: "text",
        text: "¿En qué sede preferís que te atendamos? Tenemos tres abiertas por la tarde y dos por la mañana.",
      },
    }),
    say({ content: { type: "button", text: "Sí, confirmo" }, quoted: "gone" }),
    say({
      content: {
        type: "order",
        text: "¿Llega mañana?",
        items: [
          { product: "Filtro HEPA 12", quantity: 2, price: 18_400, currency: "ARS" },
          { product: "Bolsa", quantity: 10 },
        ],
      },
    }),
    say({
      content: {
        type: "form",
        name: "Alta de servicio",
        response: { documento: "28.555.102", domicilio: "Belgrano 1450" },
      },
    }),
    say({
      content: { type: "image", ...attached },
      ...file("image/jpeg", null, { url: null, state: "pending" }),
    }),
    say({
      content: { type: "video", ...attached },
      ...file("video/mp4", null, { url: null, state: "failed" }),
    }),
    say({
      content: { type: "audio", ...attached, voice: false },
      ...file("audio/mpeg", null, { url: null, state: "gone" }),
    }),
    say({ content: { type: "unsupported", reason: "131051" } }),
    say({ content: { type: "unknown", of: "poll_vote" } }),
    say({ content: text("me equivoqué, era el 4B"), edited: true }),
    say({ content: text(""), revoked: true }),
    say({ content: text("Esto lo mandé desde el subte"), late: true }),
    say({
      content: text(
        `${ZALGO}\nabc\u202egnihtemos\u202c fin · مرحبا، أريد السعر\n<b>no soy negrita</b> ${"larguísimo".repeat(14)}`,
      ),
    }),
    say({
      content: text(
        "Buen día. Les escribo por lo que hablamos la semana pasada con la sucursal. ".repeat(52),
      ),
    }),
  ];
}

/** Ours: each origin, each state, each failure worth seeing. */
export function ourMessages(now: Date): MessageView[] {
  next = 40;
  const cost = { micros: 26_000n, currency: "USD", reason: { key: "service" } } as const;
  const free = { micros: 0n, currency: "USD", reason: { key: "allowance", left: 811, total: 1000 } } as const;
  const stateTimes = { queued: now, claimed: now, accepted: now, sent: now, delivered: now, read: now };
  const say = (part: Partial<Part>) =>
    message(now, {
      direction: "out",
      origin: "agent",
      content: text("Listo, quedó agendado."),
      author: { name: "Julia Sosa" },
      stateTimes,
      ...part,
    });
  const template = {
    type: "template" as const,
    name: "deuda_vencida_v3",
    language: "es_AR",
    category: "marketing",
    header: "Tu factura de octubre",
    body: "Hola Ana, tu factura por *ARS 18.400* venció el 10/11.",
    footer: "Respondé BAJA para no recibir más avisos",
    buttons: ["Pagar ahora", "Hablar con alguien"],
    values: {},
  };
  return [
    say({ state: "queued", stateTimes: { queued: now } }),
    say({ state: "claimed", stateTimes: { queued: now, claimed: now } }),
    say({ state: "accepted" }),
    say({ state: "sent", cost: free }),
    say({ state: "delivered", cost }),
    say({
      state: "read",
      cost,
      reactions: [
        { emoji: "🙏", by: "customer", name: "Ana" },
        { emoji: "❤️", by: "us", name: "Julia" },
      ],
    }),
    say({ state: "unknown" }),
    say({ state: "unconfirmed" }),
    say({ state: "failed", failure: { code: "131047", key: "window-closed", cls: "window" } }),
    say({ state: "rejected", failure: { code: "130429", key: "130429", cls: "rate" } }),
    say({
      origin: "campaign",
      campaign: { name: "Recupero octubre", href: null },
      author: null,
      content: template,
      state: "delivered",
      cost: { micros: 61_800n, currency: "USD", reason: { key: "marketing", market: "Argentina" } },
    }),
    say({
      content: { ...template, name: "seguimiento", header: undefined, footer: undefined, buttons: [] },
      state: "read",
      cost,
    }),
    say({
      origin: "bot",
      author: null,
      content: text("Soy el asistente. ¿Sobre qué es tu consulta?"),
      state: "read",
      cost: free,
    }),
    say({
      origin: "automatic",
      author: null,
      content: text("Estamos cerrados. Te respondemos mañana desde las 9."),
      state: "sent",
      cost: free,
    }),
    say({
      origin: "api",
      author: null,
      content: text("Tu pedido 8841 salió del depósito."),
      state: "delivered",
      cost,
    }),
    say({ origin: "phone", author: null, content: text("Ya te llamo"), state: "read", stateTimes: {} }),
    message(now, {
      direction: "note",
      origin: "agent",
      author: { name: "Tomás Ibarra" },
      content: { type: "note", body: "Ojo: pidió factura A. Confirmar CUIT antes de enviar.", mentions: [] },
    }),
  ];
}
