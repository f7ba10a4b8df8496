"use client";
import { AlarmClock, ArrowRight, CalendarClock, Check } from "lucide-react";
import type { ReactElement } from "react";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "@/components/ui/menu";
import type { SendWay } from "./send-ways";

const icons = { close: Check, next: ArrowRight, snooze: AlarmClock, later: CalendarClock };

/** Opens as it appears: the other ways to send, with their keys. */
export function SendMenu({ trigger, ways }: { trigger: ReactElement; ways: SendWay[] }) {
  return (
    <Menu defaultOpen>
      <MenuTrigger asChild>{trigger}</MenuTrigger>
      <MenuContent align="end" side="top">
        {ways.map(({ id, label, keys, run, disabled }) => {
          const Icon = icons[id];
          return (
            <div key={id}>
              {id === "later" ? <MenuSeparator /> : null}
              <MenuItem icon={<Icon size={14} aria-hidden />} keys={keys} disabled={disabled} onSelect={run}>
                {label}
              </MenuItem>
            </div>
          );
        })}
      </MenuContent>
    </Menu>
  );
}
