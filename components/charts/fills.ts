/** The series of a chart, told apart by lightness so that they survive greyscale. */
export const FILLS = ["var(--ink-2)", "var(--control)", "var(--line-strong)"];
