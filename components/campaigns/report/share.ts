/** How a share of those written to is shown: of a thousand, one answer is not none. */
export const shareFormat = { style: "percent", maximumFractionDigits: 1 } as const;
