"use client";
import { useTranslations } from "next-intl";
import { NUMBER_COLORS, type NumberColor, numberColor } from "@/components/inbox/channel-badge";

const colors = Object.keys(NUMBER_COLORS) as NumberColor[];

type ColorChoiceProps = { value: string; onChange: (color: NumberColor) => void; name: string };

/** The colours that tell numbers apart, as a row of radio buttons. */
export function ColorChoice({ value, onChange, name }: ColorChoiceProps) {
  const t = useTranslations("numbers");
  return (
    <fieldset className="flex flex-wrap gap-1">
      <legend className="sr-only">{t("field.color")}</legend>
      {colors.map((color) => (
        <label
          key={color}
          title={t(`color.${color}`)}
          className="grid size-7 place-items-center rounded-full border-2 border-transparent has-checked:border-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name={name}
            value={color}
            checked={color === value}
            onChange={() => onChange(color)}
            className="sr-only"
          />
          <span aria-hidden className="size-4.5 rounded-full" style={{ background: numberColor(color) }} />
          <span className="sr-only">{t(`color.${color}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}
