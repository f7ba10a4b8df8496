import { type Demo, sample, text } from "./script";
import { tiendaTemplates } from "./templates";

const day = 24 * 60;

/** A shop with two branches: stock, deliveries, changes. */
export const tienda: Demo = {
  slug: "tienda-norte",
  name: "Tienda Norte",
  teams: ["Ventas"],
  members: [
    { key: "owner", name: "Nicolás Herrera", role: "owner", teams: [0], max: 6 },
    { key: "agent", name: "Antonella Vidal", role: "agent", teams: [0], max: 6 },
  ],
  online: ["agent"],
  numbers: [
    {
      name: "Ventas",
      color: "violet",
      country: "AR",
      team: 0,
      standard: {
        waiting: "¡Hola! Ya te atendemos.",
        connected: "Hola, soy de Tienda Norte. ¿En qué te ayudo?",
        "out-of-hours": "Nuestro horario es de lunes a sábado de 8 a 20. Mañana te respondemos.",
      },
    },
  ],
  templates: tiendaTemplates,
  customers: {
    julieta: { name: "Julieta Soria", phone: "+54 9 387 512 3344", country: "AR" },
    bruno: { name: "Bruno Cabral", phone: "+54 9 388 478 9910", country: "AR" },
    elena: { name: "Elena Figueroa", phone: "+54 9 11 5550 8181", country: "AR" },
    tomas: { name: "Tomás Bravo", phone: "+56 9 8123 4567", country: "CL" },
    // The same person writes to both organizations; neither may know.
    marta: { name: "Marta Quiroga", phone: "+54 9 11 5263 1177", country: "AR" },
  },
  steps: [
    {
      ago: day + 200,
      with: "elena",
      says: text("Hola, compré unas zapatillas y me quedan chicas. ¿Las puedo cambiar?"),
    },
    {
      ago: day + 190,
      with: "elena",
      member: "agent",
      replies: "¡Hola Elena! Sí, con el ticket, dentro de los 30 días.",
    },
    { ago: day + 180, with: "elena", says: text("Buenísimo, paso el sábado. Gracias!") },
    { ago: day + 170, with: "elena", member: "agent", closes: "Resuelto" },
    { ago: 240, with: "bruno", says: text("¿Tienen la heladera de 330 litros en la sucursal del centro?") },
    { ago: 236, with: "bruno", member: "agent", replies: "Hola Bruno, quedan dos. ¿Te reservo una?" },
    { ago: 233, with: "bruno", says: text("Sí, por favor. La retiro mañana.") },
    { ago: 230, with: "bruno", member: "agent", sends: "image", caption: "Es esta, en blanco" },
    { ago: 225, with: "bruno", reads: true },
    { ago: 95, with: "tomas", says: text("Hola, escribo de Antofagasta. ¿Hacen envíos a Chile?") },
    { ago: 40, with: "julieta", says: text("Me llegó el pedido con una taza rota 😢") },
    { ago: 39, with: "julieta", says: sample("image", { caption: "Así vino" }) },
    { ago: 15, with: "marta", says: text("Hola, ¿hasta qué hora están hoy?") },
  ],
};
