import { z } from "zod";
import type { Connection } from "./connection";
import { errorFrame, frame } from "./frames";
import { signsUser } from "./signatures";

const request = z.object({ auth: z.string(), user_data: z.string() });

const userData = z.object({
  id: z.string().min(1).max(200),
  user_info: z
    .unknown()
    .optional()
    .transform((info) => info ?? null),
});

/**
 * `pusher:signin`: binds the socket to a user for good and answers `pusher:signin_success`. A claim that does
 * not hold is answered with `pusher:error` 4009 and closes the socket.
 */
export function signIn(connection: Connection, data: unknown): Buffer | null {
  const parsed = request.safeParse(data);
  const reason = parsed.success ? bind(connection, parsed.data) : "Invalid pusher:signin";
  if (parsed.success && !reason) {
    return frame("pusher:signin_success", { data: { user_data: parsed.data.user_data } });
  }
  connection.send(errorFrame(4009, reason ?? "Unauthorized"));
  connection.close(4009, reason ?? "Unauthorized");
  return null;
}

/** Signs in, or returns why not. */
function bind(connection: Connection, { auth, user_data }: z.infer<typeof request>): string | null {
  if (!signsUser(connection.hub.app, auth, connection.id, user_data)) return "Invalid signature";
  const user = parseUser(user_data);
  if (!user) return "user_data needs an id";
  if (connection.user && connection.user.userId !== user.id) return "Signed in as another user";
  connection.user = { userId: user.id, info: user.user_info };
  connection.hub.signIn(connection, user.id);
  return null;
}

function parseUser(text: string) {
  try {
    return userData.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
