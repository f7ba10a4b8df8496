/** What a contact can agree to. */
export const purposes = ["service", "marketing"] as const;
export type ConsentPurpose = (typeof purposes)[number];
