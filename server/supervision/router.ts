import { can, router } from "@/server/trpc";
import { readBoard } from "./board";

export const supervisionRouter = router({
  board: can("board:read").query(({ ctx }) => readBoard(ctx.scope)),
});
