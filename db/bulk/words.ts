/** What a large organization is made of; combined by number, so that no two threads read alike. */
export const firstNames =
  "Sofía Mateo Valentina Benjamín Camila Thiago Martina Joaquín Lucía Santiago Julieta Tomás Catalina Lautaro Emma Bautista Isabella Felipe Renata Agustín Mía Gael Antonella Nicolás Paula Ramiro Carla Hernán Noelia Gustavo Silvina Ezequiel Beatriz João Ana Pedro Larissa Rafael Ximena Diego".split(
    " ",
  );

export const lastNames =
  "González Rodríguez Gómez Fernández López Díaz Martínez Pérez García Sánchez Romero Sosa Álvarez Torres Ruiz Ramírez Flores Acosta Benítez Medina Herrera Suárez Aguirre Giménez Gutiérrez Pereyra Rojas Molina Castro Ortiz Silva Núñez Luna Cabrera Ríos Godoy Morales Souza Oliveira Vázquez".split(
    " ",
  );

export const asked = [
  "Hola, buenas tardes.",
  "Buen día, quería hacer una consulta.",
  "¿Me pueden decir cuándo llega el pedido?",
  "Todavía no recibí la factura de este mes.",
  "Quisiera cambiar el producto por otro color.",
  "¿Tienen stock en la sucursal del centro?",
  "El pago figura rechazado pero me lo descontaron.",
  "¿Puedo pagar en cuotas con débito?",
  "Necesito modificar la dirección de entrega.",
  "Me llegó el paquete abierto, ¿qué hago?",
  "¿Hasta qué hora atienden hoy?",
  "Perfecto, muchas gracias por la ayuda.",
  "Les paso el número de documento.",
  "¿Sigue vigente la promoción de la semana pasada?",
  "No me funciona la clave de la aplicación.",
  "Quiero dar de baja el servicio.",
];

export const told = [
  "Hola, gracias por escribirnos.",
  "Ya lo estoy revisando con el depósito.",
  "El envío sale mañana por la mañana.",
  "Te adjunto el comprobante del pago.",
  "¿Me confirmás el nombre del titular?",
  "Quedó registrado el cambio de domicilio.",
  "La promoción está vigente hasta fin de mes.",
  "En la sucursal tenemos tres unidades.",
  "Podés pagarlo en seis cuotas sin interés.",
  "Te lo cambiamos sin costo, no hay problema.",
  "Atendemos de lunes a viernes de 9 a 18.",
  "¿Hay algo más en lo que pueda ayudarte?",
  "Recibimos tu reclamo y lo derivamos.",
  "Listo, ya podés volver a ingresar.",
];

export const endings = [
  "El pedido es el",
  "La referencia es",
  "Factura número",
  "Trámite",
  "Reclamo",
  "Mi código es",
  "Guía de envío",
  "Presupuesto",
];

/** Country, its share in a hundred, how a matching key begins and how many digits follow, and what a wa_id has in between. */
export const countries = [
  { code: "AR", share: 62, prefix: "5411", mobile: "54911", digits: 8 },
  { code: "BR", share: 12, prefix: "55119", mobile: "55119", digits: 8 },
  { code: "MX", share: 9, prefix: "5255", mobile: "52155", digits: 8 },
  { code: "CL", share: 6, prefix: "569", mobile: "569", digits: 8 },
  { code: "CO", share: 6, prefix: "57310", mobile: "57310", digits: 7 },
  { code: "ES", share: 5, prefix: "346", mobile: "346", digits: 8 },
] as const;
