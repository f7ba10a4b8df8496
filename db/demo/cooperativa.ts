import { type Demo, sample, text, voice } from "./script";
import { cooperativaTemplates } from "./templates";

const day = 24 * 60;

/** A savings and electricity cooperative: claims, payments, paperwork. Every kind of message comes up once. */
export const cooperativa: Demo = {
  slug: "cooperativa-sur",
  name: "Cooperativa Sur",
  teams: ["Atención al socio", "Cobranzas"],
  members: [
    { key: "owner", name: "Graciela Paz", role: "owner", teams: [0, 1], max: 5 },
    { key: "admin", name: "Hernán Molina", role: "admin", teams: [0], max: 5 },
    { key: "supervisor", name: "Silvina Rojas", role: "supervisor", teams: [0, 1], max: 5 },
    { key: "agent", name: "Lucía Benítez", role: "agent", teams: [0, 1], max: 8 },
    { key: "agent2", name: "Ramiro Ponce", role: "agent", teams: [1], max: 4 },
    { key: "marketer", name: "Paula Ibarra", role: "marketer", teams: [], max: 5 },
    { key: "back-office", name: "Julio Cárdenas", role: "back-office", teams: [], max: 5 },
  ],
  online: ["agent"],
  numbers: [
    {
      name: "Atención",
      color: "teal",
      country: "AR",
      team: 0,
      standard: {
        waiting: "¡Gracias por escribirnos! En unos minutos te responde una persona de Atención al socio.",
        connected: "Hola, ya estoy con tu consulta.",
        "out-of-hours":
          "Atendemos de lunes a sábado de 8 a 20. Dejanos tu consulta y te respondemos al abrir.",
      },
    },
    { name: "Cobranzas", color: "amber", country: "AR", team: 1, standard: {} },
  ],
  templates: cooperativaTemplates,
  asksBank: true,
  ways: {
    attributes: [
      { label: "Días de mora", type: "number", values: { raul: 64, ines: 12, marta: 0 } },
      {
        label: "Categoría",
        type: "choice",
        choices: ["Hogar", "Comercio", "Rural"],
        values: { marta: "Hogar", ines: "Comercio", oscar: "Rural" },
      },
    ],
    overdue: { attribute: "Días de mora", days: 30, team: 1 },
    lastAgentDays: 7,
    promises: [
      { team: 0, firstMinutes: 15, nextMinutes: 30 },
      { team: 1, firstMinutes: 60, nextMinutes: 120 },
    ],
    reasons: ["Almuerzo", "Capacitación", "Reunión"],
  },
  customers: {
    marta: { name: "Marta Quiroga", phone: "+54 9 11 5263 1177", country: "AR" },
    jorge: { name: "Jorge Luis Acuña", phone: "+54 9 351 622 4408", country: "AR" },
    camila: { name: "Camila Duarte", phone: null, username: "cami.duarte", country: "AR" },
    raul: { name: "Raúl Ferreyra", phone: "+54 9 11 4408 9021", country: "AR" },
    ines: { name: "Inés Zapata", phone: "+54 9 223 455 7810", country: "AR" },
    dario: { name: "Darío Maldonado", phone: "+54 9 11 3390 5512", country: "AR" },
    beatriz: { name: "Beatriz Souza", phone: "+55 11 98765 4321", country: "BR" },
    ximena: { name: "Ximena Ruiz", phone: "+52 1 55 4123 9087", country: "MX" },
    oscar: { name: "Oscar Villalba", phone: "+54 9 381 534 2290", country: "AR" },
    nelida: { name: "Nélida Arce", phone: "+54 9 11 6021 7345", country: "AR" },
    pedro: { name: "Pedro Lagos", phone: "+1 650 555 0026", country: "US" },
    cynthia: { name: "Cynthia Bera", phone: "+54 9 11 5501 7310", country: "AR" },
    vera: { name: "Vera Santillán", phone: "+54 9 11 2874 6633", country: "AR" },
  },
  steps: [
    // A claim from its first word to its end, days ago; she writes again today.
    {
      ago: 3 * day,
      with: "marta",
      says: text("Buenas tardes, hace dos días que tenemos baja tensión en toda la cuadra."),
    },
    {
      ago: 3 * day - 1,
      with: "marta",
      says: {
        type: "location",
        location: {
          latitude: -34.7203,
          longitude: -58.2546,
          name: "Casa",
          address: "Av. Mitre 2451, Quilmes",
        },
      },
    },
    {
      ago: 3 * day - 4,
      with: "marta",
      member: "agent",
      replies: "Hola Marta, gracias por avisar. Generé el reclamo 48.213 para su zona.",
    },
    { ago: 3 * day - 9, with: "marta", says: sample("image", { caption: "Así está el medidor" }) },
    {
      ago: 3 * day - 12,
      with: "marta",
      member: "agent",
      replies: "Perfecto, con la foto alcanza. La cuadrilla pasa mañana antes del mediodía.",
      quoting: 1,
    },
    { ago: 3 * day - 20, with: "marta", reads: true },
    { ago: 2 * day, with: "marta", reacts: "👍", to: 1 },
    { ago: 2 * day - 30, with: "marta", member: "agent", closes: "Resuelto" },
    // A window that ended without an answer.
    { ago: 2 * day - 60, with: "raul", says: text("¿Puedo refinanciar la deuda en más cuotas?"), number: 1 },
    { ago: 2 * day - 62, with: "raul", says: text("Son tres facturas vencidas."), number: 1 },
    // One that was closed, and one that failed.
    { ago: 180, with: "pedro", says: text("Hola, soy socio y estoy de viaje. ¿Me mandan la factura?") },
    { ago: 170, with: "pedro", member: "agent", replies: "Hola Pedro, se la enviamos por acá." },
    // Paperwork: documents, contacts, a note for a colleague.
    { ago: 320, with: "jorge", says: text("Buen día. Necesito dar de alta el servicio a mi nombre.") },
    { ago: 315, with: "jorge", member: "agent", takes: true },
    {
      ago: 312,
      with: "jorge",
      member: "agent",
      replies: "Buen día, Jorge. ¿Me envía el DNI y el contrato de alquiler?",
    },
    {
      ago: 300,
      with: "jorge",
      says: sample("document", { caption: "Contrato", filename: "contrato-alquiler.pdf" }),
    },
    {
      ago: 299,
      with: "jorge",
      says: {
        type: "contacts",
        contacts: [
          {
            name: { formatted_name: "Norma Gutiérrez", first_name: "Norma" },
            phones: [{ phone: "+54 9 351 555 8822", type: "CELL" }],
          },
        ],
      },
    },
    { ago: 298, with: "jorge", says: text("Ese es el contacto de la dueña.") },
    {
      ago: 290,
      with: "jorge",
      member: "agent",
      notes: "Falta la firma de la dueña en la última hoja. Julio, ¿la llamás?",
    },
    {
      ago: 288,
      with: "jorge",
      member: "agent",
      asks: "Conseguir la firma de la dueña",
      detail: "Norma Gutiérrez, su teléfono está en la conversación. Falta firmar la última hoja.",
    },
    { ago: 280, with: "jorge", member: "agent", sends: "document", caption: "Este es el formulario de alta" },
    { ago: 270, with: "jorge", reads: true },
    // A template, its button, a choice from a list.
    { ago: 260, with: "ines", says: text("Hola, ¿cuándo vence mi factura?"), number: 1 },
    {
      ago: 255,
      with: "ines",
      member: "agent2",
      template: "vencimiento_factura",
      values: { "1": "Inés", "2": "$ 38.420", "3": "28/11" },
    },
    {
      ago: 250,
      with: "ines",
      says: { type: "button", button: { text: "Ya pagué", payload: "paid" } },
      number: 1,
    },
    { ago: 240, with: "ines", says: sample("image", { caption: "Acá está el comprobante" }), number: 1 },
    {
      ago: 235,
      with: "ines",
      member: "agent2",
      replies: "Recibido, Inés. Queda acreditado en 48 horas. ¡Gracias!",
    },
    { ago: 234, with: "ines", member: "agent2", asks: "Verificar que el pago se acreditó" },
    { ago: 230, with: "ines", reads: true },
    { ago: 229, with: "ines", reacts: "🙏", to: 1 },
    // Audio, sticker, an edit, a message taken back.
    {
      ago: 200,
      with: "dario",
      says: voice(
        "Hola, buenas tardes. Mirá, soy Darío, llamo por la luz de la casa de mi hija, la de la calle Mitre. El medidor está a mi nombre desde que vivíamos ahí y ahora vive ella sola, así que lo querríamos pasar a nombre de ella. ¿Qué papeles hacen falta? ¿Hay que ir a la oficina o lo podemos hacer por acá?",
      ),
    },
    { ago: 199, with: "dario", says: text("Le quiero cambiar la titularidad a mi hija, dni 34.555.120") },
    { ago: 198, with: "dario", edits: "Le quiero cambiar la titularidad a mi hija, DNI 34.555.210", to: 1 },
    { ago: 197, with: "dario", says: text("Perdón, esto era para otra persona") },
    { ago: 196, with: "dario", revokes: 1 },
    {
      ago: 190,
      with: "dario",
      member: "agent",
      replies: "Hola Darío, para el cambio necesitamos la autorización firmada.",
    },
    { ago: 186, with: "dario", says: sample("sticker") },
    // By username alone: the carrier hides the number.
    {
      ago: 150,
      with: "camila",
      says: text("Hola! Vi en Instagram que tienen tarjeta de crédito para socios"),
    },
    { ago: 149, with: "camila", says: sample("video", { caption: "Es esta promo, ¿sigue?" }) },
    // From Brazil and from Mexico.
    {
      ago: 120,
      with: "beatriz",
      says: text("Olá, sou sócia e mudei para São Paulo. Posso pagar a conta daqui?"),
    },
    {
      ago: 112,
      with: "beatriz",
      member: "agent",
      replies: "Olá Beatriz! Sim, pelo site com cartão internacional. Te envío el enlace por acá.",
    },
    {
      ago: 90,
      with: "ximena",
      says: {
        type: "interactive",
        interactive: {
          type: "list_reply",
          list_reply: { id: "saldo", title: "Consultar saldo", description: "De tu cuenta de ahorro" },
        },
      },
    },
    {
      ago: 89,
      with: "ximena",
      says: {
        type: "interactive",
        interactive: {
          type: "nfm_reply",
          nfm_reply: {
            name: "flow",
            body: "Sent",
            response_json: JSON.stringify({ documento: "28114520", cuenta: "Caja de ahorro" }),
          },
        },
      },
    },
    // Answered on the phone of the business; an order; what WhatsApp has and we do not show.
    {
      ago: 80,
      with: "oscar",
      says: {
        type: "order",
        order: {
          catalog_id: "4410",
          text: "Dos para retirar",
          product_items: [
            { product_retailer_id: "lampara-led-9w", quantity: 2, item_price: 2800, currency: "ARS" },
          ],
        },
      },
    },
    { ago: 75, with: "oscar", echo: "Listo Oscar, te las dejamos en mostrador." },
    { ago: 60, with: "nelida", says: { type: "unsupported", unsupported: { type: "poll" } } },
    { ago: 59, with: "nelida", says: text("No me deja enviar la encuesta. ¿La asamblea es el viernes?") },
    // Who has much with the company: the sample bank knows her.
    { ago: 45, with: "cynthia", says: text("¿Cuál es la tasa de interés?") },
    { ago: 44, with: "cynthia", member: "agent", replies: "La tasa actual es 85%." },
    { ago: 43, with: "cynthia", says: text("¿Puedo ver un resumen de los términos del acuerdo?") },
    { ago: 30, with: "cynthia", says: text("Una última cosa, ¿me podrían mandar mi póliza de seguros?") },
    // Now.
    {
      ago: 24,
      with: "vera",
      says: {
        ...text("Hola, vengo por el aviso del crédito personal. ¿Qué requisitos piden?"),
        referral: {
          source_url: "https://fb.me/2abc",
          source_id: "1203",
          source_type: "ad",
          headline: "Crédito en 24 horas",
          body: "Para socios de la cooperativa",
          media_type: "image",
          ctwa_clid: "ARAkLkA8rmlFeiCktEJQ-QTwRiyYHAFD",
        },
      },
    },
    { ago: 12, with: "marta", says: text("Buenas, volvió a bajar la tensión hoy a la mañana 😕") },
    { ago: 11, with: "marta", quotes: 1, text: "¿Puede venir de nuevo la cuadrilla?" },
    { ago: 4, with: "camila", says: text("¿Hola? ¿Hay alguien?") },
  ],
};
