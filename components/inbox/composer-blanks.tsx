"use client";
import { useTranslations } from "next-intl";
import { type Ref, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { answer } from "@/server/conversations/canned/rules/variables";

type ComposerBlanksProps = {
  /** The variables that still stand in the text. */
  names: string[];
  text: string;
  onText: (text: string) => void;
  /** The first value asked for. */
  firstRef: Ref<HTMLInputElement>;
  /** After the last one was answered. */
  onDone: () => void;
};

/** Variables that nothing filled: nothing leaves before each has its value, or is gone from the text. */
export function ComposerBlanks({ names, text, onText, firstRef, onDone }: ComposerBlanksProps) {
  const t = useTranslations("composing.blanks");
  const title = useId();
  return (
    <section aria-labelledby={title} className="grid gap-1.5 rounded-md bg-red-soft px-3 py-2">
      <h3 id={title} role="status" className="text-sm font-medium text-red-ink">
        {t("title")}
      </h3>
      {names.map((name, place) => (
        <Blank
          key={name}
          name={name}
          inputRef={place === 0 ? firstRef : undefined}
          onAnswer={(value) => {
            onText(answer(text, name, value));
            if (names.length === 1) onDone();
          }}
        />
      ))}
    </section>
  );
}

type BlankProps = {
  name: string;
  inputRef: Ref<HTMLInputElement> | undefined;
  onAnswer: (value: string) => void;
};

function Blank({ name, inputRef, onAnswer }: BlankProps) {
  const t = useTranslations("composing.blanks");
  const id = useId();
  const [value, setValue] = useState("");
  return (
    <form
      className="flex flex-wrap items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (value.trim()) onAnswer(value.trim());
      }}
    >
      <label htmlFor={id} className="sr-only">
        {t("value", { name })}
      </label>
      <bdi aria-hidden className="font-mono text-sm text-red-ink">{`{{${name}}}`}</bdi>
      <span className="min-w-32 flex-1">
        <Input
          id={id}
          ref={inputRef}
          value={value}
          maxLength={200}
          onChange={(event) => setValue(event.target.value)}
        />
      </span>
      <Button type="submit" size="sm" disabled={!value.trim()}>
        {t("fill")}
      </Button>
    </form>
  );
}
