/** How people ask to get no more promotions, in the languages that Hilo speaks; as `plain()` writes them. */
const asked = new Set(
  [
    ["baja", "dar de baja", "darme de baja", "dame de baja", "denme de baja", "quiero darme de baja"],
    [
      "quiero la baja",
      "desuscribir",
      "desuscribirme",
      "cancelar suscripcion",
      "no molestar",
      "no molesten mas",
    ],
    [
      "no quiero recibir mas mensajes",
      "no quiero mas mensajes",
      "no me manden mas mensajes",
      "no me escriban mas",
    ],
    ["stop", "stop all", "unsubscribe", "opt out", "optout", "remove me", "stop messaging me"],
    ["sair", "sair da lista", "parar", "pare", "descadastrar", "descadastre", "cancelar inscricao"],
    ["nao quero receber mais mensagens", "nao quero mais mensagens"],
  ].flat(),
);

/**
 * Whether a message as a whole asks for no more promotions. Not one that only has such a word in it: "quiero dar de baja la tarjeta" is
 * for a person to answer.
 */
export const asksToStop = (text: string): boolean => text.length <= 60 && asked.has(plain(text));

/** Letters and single spaces: no accents, signs, pictures or capitals. */
function plain(text: string): string {
  const bare = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return bare.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}
