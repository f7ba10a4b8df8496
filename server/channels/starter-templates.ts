import type { Locale } from "@/messages/locales";

type GraphTemplate = { name: string; language: string; category: "UTILITY"; components: object[] };

/** What the simulated carrier holds approved for a new organization: a closed window can be reopened from the first day. */
export const starterTemplates: Record<Locale, GraphTemplate[]> = {
  es: [
    template("seguimos_con_tu_consulta", "es_AR", {
      text: "Hola {{1}}, seguimos con tu consulta. Respondé este mensaje y la retomamos por acá.",
      example: ["Inés"],
      answers: ["Sí, sigamos"],
    }),
    template("recordatorio_de_turno", "es_AR", {
      text: "Hola {{1}}, te recordamos tu turno del {{2}} a las {{3}}. Te esperamos. ¿Contamos con vos?",
      example: ["Inés", "viernes 4", "10:30"],
      answers: ["Confirmo", "No puedo ir"],
    }),
  ],
  en: [
    template("about_your_question", "en", {
      text: "Hi {{1}}, we are still on your question. Answer this message and we go on from here.",
      example: ["Ann"],
      answers: ["Yes, go on"],
    }),
    template("appointment_reminder", "en", {
      text: "Hi {{1}}, this is a reminder of your appointment on {{2}} at {{3}}. See you soon. Can we count on you?",
      example: ["Ann", "Friday 4th", "10:30"],
      answers: ["I will be there", "I cannot come"],
    }),
  ],
  pt: [
    template("sobre_a_sua_duvida", "pt_BR", {
      text: "Olá {{1}}, seguimos com a sua dúvida. Responda esta mensagem e continuamos por aqui.",
      example: ["Inês"],
      answers: ["Sim, vamos"],
    }),
    template("lembrete_de_horario", "pt_BR", {
      text: "Olá {{1}}, lembramos o seu horário de {{2}} às {{3}}. Até lá. Podemos contar com você?",
      example: ["Inês", "sexta, dia 4", "10:30"],
      answers: ["Confirmo", "Não posso ir"],
    }),
  ],
};

type Words = { text: string; example: string[]; answers: string[] };

/** A creation body as the Graph API takes it. */
function template(name: string, language: string, { text, example, answers }: Words): GraphTemplate {
  const body = { type: "BODY", text, example: { body_text: [example] } };
  const buttons = answers.map((answer) => ({ type: "QUICK_REPLY", text: answer }));
  return { name, language, category: "UTILITY", components: [body, { type: "BUTTONS", buttons }] };
}
