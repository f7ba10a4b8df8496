/** How it was, best first: what a customer may press when asked. Three, since a channel with buttons has at least that many. */
export const scores = [3, 2, 1] as const;
export type Score = (typeof scores)[number];

/** With what every answer begins. */
export const answerMark = "rating:";
/** What a pressed answer comes back as. */
export const answerId = (ratingId: string, score: Score) => `${answerMark}${ratingId}:${score}`;

/** Which question an answer is of and what it says; null for every other choice. */
export function ratingOf(choiceId: string): { ratingId: string; score: Score } | null {
  const [, ratingId, said] =
    /^rating:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):([123])$/.exec(choiceId) ?? [];
  const score = scores.find((one) => String(one) === said);
  return ratingId && score ? { ratingId, score } : null;
}

/** The question below what takes leave, in one message, since each is billed; alone where both are too long for it. */
export function questionAfter(leave: string, question: string, longest: number): string {
  const both = leave ? `${leave}\n\n${question}` : question;
  return (both.length <= longest ? both : question).slice(0, longest);
}
