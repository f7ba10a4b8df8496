import { expect, test } from "vitest";
import { asksToStop } from "./opt-out";

test.each([
  "BAJA",
  " baja. ",
  "Stop!!!",
  "STOP 🛑",
  "Darme de baja",
  "Não quero receber mais mensagens",
  "sair",
  "opt-out",
  "bajá",
  "Cancelar suscripción",
])("%j asks to stop", (text) => expect(asksToStop(text)).toBe(true));

test.each([
  "",
  "Quiero dar de baja la tarjeta",
  "baja un cambio",
  "La baja",
  "non-stop",
  "¿Cómo me doy de baja?",
  "stop ".repeat(20),
])("%j does not", (text) => expect(asksToStop(text)).toBe(false));
