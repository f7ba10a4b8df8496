/** ISO 3166, of those where customers are most likely: the Americas, Iberia, and whom they deal with. */
export const countries = [
  ...["AR", "BO", "BR", "CA", "CL", "CO", "CR", "CU", "DO", "EC", "SV", "GT", "HN", "MX", "NI", "PA", "PE"],
  ...["PR", "PY", "US", "UY", "VE", "ES", "PT", "AO", "CN", "DE", "FR", "GB", "IN", "IT", "JP", "MZ"],
] as const;

export const languages = ["es", "pt", "en", "fr", "de", "it"] as const;
