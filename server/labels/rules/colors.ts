/** The colours that labels are told apart by, besides their names. */
export const labelColors = ["teal", "sky", "indigo", "violet", "rose", "orange", "olive", "green"] as const;
export type LabelColor = (typeof labelColors)[number];
