/** The wordings of a campaign are called A and B, on the screen and in the file. */
export const variantName = (place: number): string => String.fromCharCode(65 + place);
