import createNextIntlPlugin from "next-intl/plugin";

const withNextIntl = createNextIntlPlugin({
  requestConfig: "./server/i18n.ts",
  // Texts are parsed while building: the browser carries no message parser (12 KB on every page).
  experimental: { messages: { path: "./messages", format: "json", locales: "infer", precompile: true } },
});

/** @type {import('next').NextConfig} */
const config = {
  // Two dev servers side by side must not write into one directory.
  distDir: process.env.NEXT_DIST_DIR || ".next",
  agentRules: false,
  poweredByHeader: false,
  devIndicators: false,
  turbopack: { root: import.meta.dirname },
  // The job engine and whoever watches our health ask every few seconds.
  logging: { incomingRequests: { ignore: [/^\/api\/(inngest|health)/] } },
  serverExternalPackages: ["postgres", "@node-rs/argon2", "pusher", "nodemailer", "pino", "pdfkit"],
  // Media comes from the carrier or the customer: the optimizer must never decode it.
  images: { unoptimized: true },
};

export default withNextIntl(config);
