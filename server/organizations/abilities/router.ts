import { afterPlaceFreed } from "@/server/reactions";
import { can, router } from "@/server/trpc";
import { createSkill, newSkill } from "./create-skill";
import { abilityList, skillList } from "./queries";
import { abilities, setAbilities } from "./set-abilities";
import { skillChange, updateSkill } from "./update-skill";

export const abilitiesRouter = router({
  list: can("members:read").query(({ ctx }) => abilityList(ctx.scope)),
  skills: can("members:read").query(({ ctx }) => skillList(ctx.scope)),
  createSkill: can("abilities:update")
    .input(newSkill)
    .mutation((o) => createSkill(o.ctx.scope, o.input)),
  updateSkill: can("abilities:update")
    .input(skillChange)
    .mutation((o) => updateSkill(o.ctx.scope, o.input, () => afterPlaceFreed(o.ctx.scope))),
  set: can("abilities:update")
    .input(abilities)
    .mutation((o) => setAbilities(o.ctx.scope, o.input, () => afterPlaceFreed(o.ctx.scope))),
});
