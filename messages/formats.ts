/**
 * Figures as they stand in texts, `{count, number, figure}`, and beside them, `format.number(count, "figure")`. Grouped from a thousand on
 * in every language: Spanish by itself leaves four digits together, and 1242 beside 10.000 in a column reads as less.
 */
export const formats = { number: { figure: { useGrouping: "always" } } } as const;
