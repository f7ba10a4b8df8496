import { afterPlaceFreed, afterPresenceSet } from "@/server/reactions";
import { can, router } from "@/server/trpc";
import { beat, beatInput } from "./beat";
import { createPresenceReason, newPresenceReason } from "./create-presence-reason";
import { attendanceSettings, presenceReasonList, shiftList } from "./queries";
import { attendanceChange, setAttendance } from "./set-attendance";
import { setShift, shiftChange } from "./set-shift";
import { presenceReasonChange, updatePresenceReason } from "./update-presence-reason";

export const presenceRouter = router({
  beat: can("presence:update")
    .input(beatInput)
    .mutation((o) => beat(o.ctx.scope, o.input, () => afterPlaceFreed(o.ctx.scope))),
  reasons: can("members:read").query(({ ctx }) => presenceReasonList(ctx.scope)),
  createReason: can("attendance:update")
    .input(newPresenceReason)
    .mutation((o) => createPresenceReason(o.ctx.scope, o.input)),
  updateReason: can("attendance:update")
    .input(presenceReasonChange)
    .mutation((o) => updatePresenceReason(o.ctx.scope, o.input)),
  shifts: can("members:read").query(({ ctx }) => shiftList(ctx.scope)),
  setShift: can("attendance:update")
    .input(shiftChange)
    .mutation((o) => setShift(o.ctx.scope, o.input)),
  attendance: can("members:read").query(({ ctx }) => attendanceSettings(ctx.scope)),
  setAttendance: can("attendance:update")
    .input(attendanceChange)
    .mutation((o) => setAttendance(o.ctx.scope, o.input, () => afterPresenceSet(o.ctx.scope))),
});
