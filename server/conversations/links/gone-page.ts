import { linkHeaders } from "./link-headers";

/** What a customer sees of a link that leads nowhere: a plain page without scripts, in their language. The texts are our own. */
export function gonePage({
  language,
  title,
  text,
}: {
  language: string;
  title: string;
  text: string;
}): Response {
  const page = `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>
:root { color-scheme: light dark; font: 18px/1.5 system-ui, sans-serif }
main { box-sizing: border-box; max-width: 520px; min-height: 96vh; margin: auto; padding: 20px; display: grid; align-content: center; gap: 12px }
h1 { font-size: 22px; font-weight: 600; margin: 0 }
p { margin: 0 }
</style>
<main><h1>${title}</h1><p>${text}</p></main>
</html>
`;
  return new Response(page, {
    status: 404,
    headers: {
      ...linkHeaders,
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      "x-content-type-options": "nosniff",
    },
  });
}
