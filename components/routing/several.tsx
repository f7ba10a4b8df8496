"use client";
import { ChevronsUpDown } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Menu, MenuCheckItem, MenuContent, MenuTrigger } from "@/components/ui/menu";

interface SeveralProps {
  label: string;
  placeholder: string;
  options: { id: string; name: string }[];
  chosen: string[];
  onChange: (chosen: string[]) => void;
}

/** Some of many, by their names. */
export function Several({ label, placeholder, options, chosen, onChange }: SeveralProps) {
  const names = chosen.flatMap((id) => options.find((one) => one.id === id)?.name ?? []);
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button aria-label={label} className="max-w-full justify-between gap-2">
          <span className={names.length > 0 ? "truncate" : "truncate text-ink-3"}>
            {names.length > 0 ? names.join(", ") : placeholder}
          </span>
          <ChevronsUpDown size={13} aria-hidden className="shrink-0 text-ink-3" />
        </Button>
      </MenuTrigger>
      <MenuContent align="start" className="max-h-72 overflow-y-auto">
        {options.map(({ id, name }) => (
          <MenuCheckItem
            key={id}
            checked={chosen.includes(id)}
            onChange={(checked) => onChange(checked ? [...chosen, id] : chosen.filter((one) => one !== id))}
          >
            {name}
          </MenuCheckItem>
        ))}
      </MenuContent>
    </Menu>
  );
}
