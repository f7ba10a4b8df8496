const decimal = "(-?\\d{1,3}(?:\\.\\d+)?)";
const pairs = [
  // Links of maps name the point apart from what else stands in them.
  new RegExp(`mlat=${decimal}&mlon=${decimal}`),
  new RegExp(`!3d${decimal}!4d${decimal}`),
  new RegExp(`[?&](?:q|query|ll|destination)=(?:loc:)?${decimal}(?:,|%2C)\\s*${decimal}`, "i"),
  new RegExp(`#map=\\d+(?:\\.\\d+)?/${decimal}/${decimal}`),
  new RegExp(`@${decimal},${decimal}`),
  new RegExp(`^\\s*${decimal}\\s*[,;\\s]\\s*${decimal}\\s*$`),
];

/** The place that a text names: two coordinates, or the link of a map. Null for what names none on this earth. */
export function placeIn(text: string): { latitude: number; longitude: number } | null {
  for (const pair of pairs) {
    const [, latitude, longitude] = pair.exec(text) ?? [];
    if (latitude === undefined || longitude === undefined) continue;
    const place = { latitude: Number(latitude), longitude: Number(longitude) };
    if (Math.abs(place.latitude) <= 90 && Math.abs(place.longitude) <= 180) return place;
  }
  return null;
}
