/**
 * Programs that open a link to show what is behind it, to check it or to list it, before or without a person. From what they call
 * themselves in their own documentation; messengers' previews first. A Cubot is a telephone.
 */
const machines =
  /(?<!\bcu)bot\b|crawl|spider|slurp|preview|facebookexternalhit|facebookcatalog|facebot|meta-external|whatsapp\/|line-poker|embedly|vkshare|validator|monitor|headless|lighthouse|safelinks|barracuda|proofpoint|mimecast|symantec|virustotal|urlscan|curl\/|wget|python-|okhttp|go-http|java\/|axios|node-fetch|undici|libwww|httpclient/i;

/** Whether a request is a machine's look and no person's click: it may go on, and counts for nothing. */
export function isMachine(request: { method: string; headers: Pick<Headers, "get"> }): boolean {
  const { method, headers } = request;
  const agent = headers.get("user-agent") ?? "";
  const ahead = ["purpose", "sec-purpose", "x-purpose", "x-moz"].some((name) =>
    /prefetch|preview|prerender/i.test(headers.get(name) ?? ""),
  );
  return method !== "GET" || ahead || agent.trim() === "" || machines.test(agent);
}
