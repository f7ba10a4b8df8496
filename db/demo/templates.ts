const body = (text: string, example: string[]) => ({
  type: "BODY",
  text,
  ...(example.length > 0 ? { example: { body_text: [example] } } : {}),
});

/** Graph's creation bodies; the sandbox carrier approves them at once. */
export const cooperativaTemplates = [
  {
    name: "vencimiento_factura",
    language: "es_AR",
    category: "UTILITY",
    components: [
      { type: "HEADER", format: "TEXT", text: "Aviso de vencimiento" },
      body(
        "Hola {{1}}, tu factura de {{2}} vence el {{3}}. Podés pagarla por transferencia o en cualquier sucursal.",
        ["Inés", "$ 38.420", "28/11"],
      ),
      { type: "FOOTER", text: "Cooperativa Sur" },
      {
        type: "BUTTONS",
        buttons: [
          { type: "QUICK_REPLY", text: "Ya pagué" },
          { type: "QUICK_REPLY", text: "Necesito un plan" },
        ],
      },
    ],
  },
  {
    name: "seguimos_tu_reclamo",
    language: "es_AR",
    category: "UTILITY",
    components: [
      body("Hola {{1}}, seguimos con tu reclamo {{2}}. ¿Podemos retomar la conversación por acá?", [
        "Marta",
        "48213",
      ]),
      { type: "BUTTONS", buttons: [{ type: "QUICK_REPLY", text: "Sí, sigamos" }] },
    ],
  },
  {
    name: "credito_para_socios",
    language: "es_AR",
    category: "MARKETING",
    components: [
      body(
        "Hola {{1}}, este mes los socios tienen crédito personal con tasa preferencial. Respondé y te contamos los requisitos.",
        ["Raúl"],
      ),
      { type: "FOOTER", text: "Respondé BAJA para no recibir promociones" },
    ],
  },
  {
    name: "acuerdo_de_pago",
    language: "es_AR",
    category: "UTILITY",
    components: [
      body("Hola {{1}}, podés pagar en cuotas tu deuda de {{2}} de {{3}}. ¿Te mandamos el acuerdo?", [
        "Cynthia",
        "USD 64.000,00",
        "Credito Corp",
      ]),
      {
        type: "BUTTONS",
        buttons: [
          { type: "QUICK_REPLY", text: "Quiero verlo" },
          { type: "QUICK_REPLY", text: "Ahora no" },
        ],
      },
    ],
  },
  {
    name: "pack_para_socios",
    language: "es_AR",
    category: "MARKETING",
    components: [
      body("Hola {{1}}, con {{2}} podés sumar un pack con descuento para socios. ¿Te contamos?", [
        "Cynthia",
        "Familia",
      ]),
      { type: "FOOTER", text: "Respondé BAJA para no recibir promociones" },
    ],
  },
];

export const tiendaTemplates = [
  {
    name: "pedido_en_camino",
    language: "es_AR",
    category: "UTILITY",
    components: [
      body("Hola {{1}}, tu pedido {{2}} ya está en camino. Llega el {{3}}.", ["Elena", "A-1042", "lunes"]),
    ],
  },
];
