import ip from "ipaddr.js";

/** Why an address that somebody typed is not asked. */
export type Refusal = "unreadable" | "scheme" | "user-info" | "port" | "private";

/** Where mail, files and databases live; what else is below 1024 is refused as a whole. */
const refusedPorts = new Set([
  ...[1433, 1521, 2049, 2375, 2376, 2379, 3306, 3659, 4045, 4190, 5060, 5061, 5432, 5984, 6000, 6379],
  ...[6443, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 9200, 9300, 10080, 10250, 11211, 27017],
]);

/**
 * What an organization typed as a URL, or why it is refused before anything is looked up. The parser writes every spelling of an
 * IPv4 address (octal, hex, one number, other digits) in one form. `allowed` holds `host:port` that are taken whatever they are.
 */
export function readTarget(text: string, allowed: ReadonlySet<string>): URL | Refusal {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url) return "unreadable";
  if (url.protocol !== "https:" && url.protocol !== "http:") return "scheme";
  if (url.username !== "" || url.password !== "") return "user-info";
  if (allowed.has(hostAndPort(url))) return url;
  const port = portOf(url);
  if (port !== 80 && port !== 443 && (port < 1024 || refusedPorts.has(port))) return "port";
  const host = hostOf(url);
  return ip.isValid(host) && !isPublic(host) ? "private" : url;
}

/** As `allowed` writes it; an IPv6 address without brackets. */
export const hostAndPort = (url: URL): string => `${hostOf(url)}:${portOf(url)}`;

export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, "");

export const portOf = (url: URL): number => Number(url.port || (url.protocol === "https:" ? 443 : 80));

const globalIpv6 = ip.IPv6.parseCIDR("2000::/3");

/**
 * Whether an address is one of the open internet. Everything else is refused, known or not: of IPv6 only the block that is given out
 * (so neither IPv4 in disguise nor what a later standard reserves), and of it nothing that stands for another address.
 */
export function isPublic(address: string): boolean {
  if (!ip.isValid(address)) return false;
  const parsed = ip.parse(address);
  if (parsed.range() !== "unicast") return false;
  return parsed instanceof ip.IPv6 ? parsed.match(globalIpv6) : true;
}

/** What the client writes itself, or what would let a request become two. */
const ownHeaders =
  /^(host|connection|content-length|transfer-encoding|te|trailer|upgrade|expect|keep-alive|accept-encoding|proxy-.*)$/i;

/** Whether somebody may name a header of a request. */
export const isFreeHeader = (name: string): boolean =>
  /^[!#$%&'*+.^_`|~0-9a-z-]{1,100}$/i.test(name) && !ownHeaders.test(name);
