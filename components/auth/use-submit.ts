import { type FormEvent, useState } from "react";

/** What the server said: nothing when it went well, else words for the form and for single fields. */
export type Outcome<F extends string> = { error?: string; fields?: Partial<Record<F, string>> } | undefined;
export type Values<F extends string> = Record<F, string>;

type Options<F extends string> = {
  names: readonly F[];
  check: (values: Values<F>) => Partial<Record<F, string>>;
  send: (values: Values<F>) => Promise<Outcome<F>>;
  /** What to say when the request itself fails. */
  failed: string;
};

/**
 * A small form: checks, sends once, keeps focus. Errors show after the first attempt, and the first wrong field
 * gets the focus.
 */
export function useSubmit<F extends string>({ names, check, send, failed }: Options<F>) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [fields, setFields] = useState<Partial<Record<F, string>>>({});

  const show = (form: HTMLFormElement, wrong: Partial<Record<F, string>>) => {
    setFields(wrong);
    const first = names.find((name) => wrong[name]);
    const control = first ? form.elements.namedItem(first) : null;
    if (control instanceof HTMLElement) control.focus();
    return first !== undefined;
  };

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    if (busy) return;
    const data = new FormData(form);
    const values = Object.fromEntries(names.map((name) => [name, String(data.get(name) ?? "")])) as Values<F>;
    setError(null);
    if (show(form, check(values))) return;
    setBusy(true);
    const outcome = await send(values).catch((): Outcome<F> => ({ error: failed }));
    setBusy(false);
    setError(outcome?.error ?? null);
    show(form, outcome?.fields ?? {});
  };

  return { busy, error, fields, onSubmit };
}
