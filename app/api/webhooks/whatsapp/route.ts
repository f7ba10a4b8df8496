import { receiveWebhook, verifyWebhook } from "@/server/receive-webhook";

export const dynamic = "force-dynamic";

/** The platform's own app: one secret for every organization that came through it. */
export const POST = (request: Request) => receiveWebhook(request, "whatsapp", null);
export const GET = (request: Request) => verifyWebhook(request, null, async () => {});
