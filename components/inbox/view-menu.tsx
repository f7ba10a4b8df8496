"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactElement, useState } from "react";
import { useTRPC } from "@/components/trpc";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import { useRefusal } from "@/components/use-refusal";
import { allows, type Role } from "@/server/permissions";
import type { Browsed } from "./browsed";
import { noFilter, type Place } from "./place";
import { ViewDialog } from "./view-dialog";

type ViewMenuProps = {
  trigger: ReactElement;
  browsed: Browsed;
  go: (to: Partial<Place>) => void;
  role: Role;
};

/** Keeps what is on screen as a view, and changes the view that it came from. */
export function ViewMenu({ trigger, browsed, go, role }: ViewMenuProps) {
  const t = useTranslations("inbox.views");
  const [asked, setAsked] = useState<"save" | "rename" | null>(null);
  const { view, filter, sort, changed } = browsed;
  const mayShare = allows(role, "views:share");
  const mayChange = view !== null && (view.shared ? mayShare : view.mine);
  const { update, remove } = useViewWrites(go);
  return (
    <>
      <Menu defaultOpen>
        <MenuTrigger asChild>{trigger}</MenuTrigger>
        <MenuContent align="end">
          {view && mayChange && changed ? (
            <MenuItem
              onSelect={() =>
                update(
                  { viewId: view.id, filter, sort },
                  { onSuccess: () => go({ ...noFilter, view: view.id }) },
                )
              }
            >
              {t("update", { name: view.name })}
            </MenuItem>
          ) : null}
          <MenuItem onSelect={() => setAsked("save")}>{t("save")}</MenuItem>
          {view && changed ? (
            <MenuItem onSelect={() => go({ ...noFilter, view: view.id })}>{t("reset")}</MenuItem>
          ) : null}
          <MenuItem onSelect={() => go({ ...noFilter, queue: "all" })}>{t("leave")}</MenuItem>
          {view && mayChange ? (
            <>
              <MenuSeparator />
              <MenuItem onSelect={() => setAsked("rename")}>{t("rename")}</MenuItem>
              {mayShare ? (
                <MenuItem onSelect={() => update({ viewId: view.id, shared: !view.shared })}>
                  {view.shared ? t("unshare") : t("share")}
                </MenuItem>
              ) : null}
              <MenuItem danger onSelect={() => remove({ viewId: view.id })}>
                {t("remove")}
              </MenuItem>
            </>
          ) : null}
        </MenuContent>
      </Menu>
      {asked ? (
        <ViewDialog
          browsed={browsed}
          rename={asked === "rename"}
          mayShare={mayShare}
          onEnd={() => setAsked(null)}
          onSaved={(viewId) => go({ ...noFilter, queue: "all", view: viewId })}
        />
      ) : null}
    </>
  );
}

function useViewWrites(go: (to: Partial<Place>) => void) {
  const t = useTranslations("inbox.views");
  const trpc = useTRPC();
  const client = useQueryClient();
  const refusal = useRefusal();
  const onError = (refused: unknown) => toast(refusal(refused));
  const onSettled = () => client.invalidateQueries({ queryKey: trpc.views.list.queryKey() });
  const update = useMutation(trpc.views.update.mutationOptions({ onError, onSettled }));
  const remove = useMutation(
    trpc.views.remove.mutationOptions({
      onError,
      onSettled,
      onSuccess: () => {
        toast(t("removed"));
        go({ ...noFilter, queue: "all" });
      },
    }),
  );
  return { update: update.mutate, remove: remove.mutate };
}
