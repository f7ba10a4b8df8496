import { afterMemberGone, afterPlaceFreed, afterPresenceSet } from "@/server/reactions";
import { can, open, router, signedIn } from "@/server/trpc";
import { abilitiesRouter } from "./abilities/router";
import { acceptInvitation } from "./accept-invitation";
import { changePassword, passwordChange } from "./change-password";
import { changeRole } from "./change-role";
import { createTeam } from "./create-team";
import { invite } from "./invite";
import { presenceRouter } from "./presence/router";
import { presenceChange, setPresence } from "./presence/set-presence";
import { checklist, me, memberList, openInvitations, organizationSettings, teamList } from "./queries";
import { removeMember } from "./remove-member";
import { removeTeam } from "./remove-team";
import { revokeInvitation } from "./revoke-invitation";
import * as input from "./schema";
import { setMaxConversations } from "./set-max-conversations";
import { setPreferences } from "./set-preferences";
import { setTranscripts } from "./set-transcripts";
import { signOutEverywhere } from "./sign-out-everywhere";
import { updateOrganization } from "./update-organization";
import { updateTeam } from "./update-team";

export const organizationsRouter = router({
  settings: can("organization:read").query(({ ctx }) => organizationSettings(ctx.scope)),
  checklist: can("organization:read").query(({ ctx }) => checklist(ctx.scope)),
  me: can("organization:read").query(({ ctx }) => me(ctx.scope)),
  now: can("organization:read").query(({ ctx }) => ctx.scope.now),
  update: can("organization:update")
    .input(input.organizationChange)
    .mutation((o) => updateOrganization(o.ctx.scope, o.input)),
  setTranscripts: can("organization:update")
    .input(input.transcriptsChange)
    .mutation((o) => setTranscripts(o.ctx.scope, o.input)),

  members: can("members:read").query(({ ctx }) => memberList(ctx.scope)),
  changeRole: can("members:update")
    .input(input.roleChange)
    .mutation((o) => changeRole(o.ctx.scope, o.input)),
  setMaxConversations: can("members:update")
    .input(input.maxConversationsChange)
    .mutation((o) => setMaxConversations(o.ctx.scope, o.input, () => afterPlaceFreed(o.ctx.scope))),
  removeMember: can("members:remove")
    .input(input.memberRef)
    .mutation((o) => removeMember(o.ctx.scope, o.input, (id) => afterMemberGone(o.ctx.scope, id))),
  setPresence: can("presence:update")
    .input(presenceChange)
    .mutation((o) => setPresence(o.ctx.scope, o.input, () => afterPresenceSet(o.ctx.scope))),
  presence: presenceRouter,
  abilities: abilitiesRouter,
  setPreferences: can("organization:read")
    .input(input.preferences)
    .mutation((o) => setPreferences(o.ctx.scope, o.input)),

  invitations: can("members:invite").query(({ ctx }) => openInvitations(ctx.scope)),
  invite: can("members:invite")
    .input(input.invitation)
    .mutation((o) => invite(o.ctx.scope, o.input)),
  revokeInvitation: can("members:invite")
    .input(input.invitationRef)
    .mutation((o) => revokeInvitation(o.ctx.scope, o.input)),
  acceptInvitation: open.input(input.acceptance).mutation((o) => acceptInvitation(o.input, o.ctx.ip)),

  teams: can("organization:read").query(({ ctx }) => teamList(ctx.scope)),
  createTeam: can("teams:update")
    .input(input.newTeam)
    .mutation((o) => createTeam(o.ctx.scope, o.input)),
  updateTeam: can("teams:update")
    .input(input.teamChange)
    .mutation((o) => updateTeam(o.ctx.scope, o.input, () => afterPlaceFreed(o.ctx.scope))),
  removeTeam: can("teams:update")
    .input(input.teamRef)
    .mutation((o) => removeTeam(o.ctx.scope, o.input)),

  signOutEverywhere: signedIn.mutation(({ ctx }) => signOutEverywhere(ctx.claims.userId)),
  changePassword: signedIn.input(passwordChange).mutation((o) => changePassword(o.ctx.claims, o.input)),
});
