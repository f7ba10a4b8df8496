import { markVerified } from "@/server/channels/mark-verified";
import { receiveWebhook, verifyWebhook } from "@/server/receive-webhook";

export const dynamic = "force-dynamic";

type Params = { params: Promise<{ connection: string }> };

/** An organization's own app: its secret is found by the URL. */
export const POST = async (request: Request, { params }: Params) =>
  receiveWebhook(request, "whatsapp", (await params).connection);

export const GET = async (request: Request, { params }: Params) =>
  verifyWebhook(request, (await params).connection, markVerified);
