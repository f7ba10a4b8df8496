import type { Mail } from "./mailbox";

/** The list of mails with one of them open. Everything in a mail is foreign: escaped, its HTML in a sandbox. */
export function mailPage(mails: Mail[], open: Mail | undefined, to: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="data:,">
<title>${escaped(open?.subject ?? "Mail")}</title><style>${style}</style></head>
<body><nav><header><h1>Mail</h1><form><input name="to" value="${escaped(to)}" placeholder="Recipient" aria-label="Recipient"></form></header>
${mails.length > 0 ? `<ul>${mails.map((mail) => row(mail, mail.id === open?.id, to)).join("")}</ul>` : nothing}</nav>
<main>${open ? reader(open) : ""}</main></body></html>`;
}

const nothing = "<p>No mail yet. What the app sends arrives here and goes nowhere else.</p>";

function row(mail: Mail, current: boolean, to: string): string {
  const query = to ? `?to=${encodeURIComponent(to)}` : "";
  return `<li><a href="/mails/${mail.id}${query}"${current ? ' aria-current="page"' : ""}>
<b>${escaped(mail.subject || "(no subject)")}</b><span>${escaped(mail.to.join(", "))}</span>
<time datetime="${mail.at}">${mail.at.slice(0, 16).replace("T", " ")}</time></a></li>`;
}

function reader(mail: Mail): string {
  const files =
    mail.attachments.length > 0 ? `<dt>Files</dt><dd>${escaped(mail.attachments.join(", "))}</dd>` : "";
  // Links may open a new tab, where they leave the sandbox; scripts never run.
  const html = `<iframe title="Message" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${escaped(
    `<base target="_blank">${mail.html}`,
  )}"></iframe>`;
  return `<h2>${escaped(mail.subject || "(no subject)")}</h2>
<dl><dt>From</dt><dd>${escaped(mail.from)}</dd><dt>To</dt><dd>${escaped(mail.to.join(", "))}</dd>${files}</dl>
${mail.html ? html : ""}<details${mail.html ? "" : " open"}><summary>Text</summary><pre>${linked(mail.text)}</pre></details>`;
}

function linked(text: string): string {
  return escaped(text).replace(
    /https?:\/\/[^\s<>"&]+(?:&amp;[^\s<>"&]+)*/g,
    (url) => `<a href="${url}">${url}</a>`,
  );
}

function escaped(text: string): string {
  const names: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text.replace(/[&<>"']/g, (sign) => names[sign] ?? sign);
}

const style = `
:root{color-scheme:light dark;--ink:light-dark(#1b2126,#e6eaec);--soft:light-dark(#5b666e,#9aa6ad);
--paper:light-dark(#fff,#15191c);--side:light-dark(#f5f7f8,#1b2023);--line:light-dark(#dfe4e7,#2c3338);--accent:light-dark(#0b6b6b,#5cc4bf)}
*{box-sizing:border-box}body{margin:0;display:grid;grid-template-columns:minmax(260px,360px) 1fr;height:100vh;
font:14px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper)}
nav{background:var(--side);border-right:1px solid var(--line);overflow:auto}
nav header{display:flex;gap:12px;align-items:center;padding:12px 16px;border-bottom:1px solid var(--line)}
h1{font-size:16px;margin:0}nav form{flex:1}input{width:100%;padding:6px 8px;border:1px solid var(--line);border-radius:6px;
background:var(--paper);color:inherit;font:inherit}nav p{padding:16px;color:var(--soft)}ul{list-style:none;margin:0;padding:0}
li a{display:grid;padding:10px 16px;color:inherit;text-decoration:none;border-bottom:1px solid var(--line)}
li a[aria-current]{box-shadow:inset 3px 0 var(--accent);background:var(--paper)}
li b,li span{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}li span,time,dt{color:var(--soft);font-size:13px}
main{display:flex;flex-direction:column;overflow:auto;padding:20px 24px;min-width:0}h2{font-size:20px;margin:0 0 8px}
dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 12px;margin:0 0 16px}dd{margin:0;overflow-wrap:anywhere}
iframe{flex:1;min-height:55vh;border:1px solid var(--line);border-radius:6px;background:#fff}
details{margin-top:12px}summary{cursor:pointer;color:var(--soft)}pre{white-space:pre-wrap;overflow-wrap:anywhere;font:13px/1.5 ui-monospace,monospace}
a{color:var(--accent)}:focus-visible{outline:2px solid var(--accent);outline-offset:-2px}
@media(max-width:700px){body{grid-template-columns:1fr;height:auto}nav{border-right:0}}`;
