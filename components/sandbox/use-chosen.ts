"use client";
import { useSearchParams } from "next/navigation";
import { useCallback } from "react";

/** Which number and which customer the phone shows: kept in the address, so that a reload shows the same. */
export function useChosen(firstNumber: string) {
  const query = useSearchParams();
  const numberId = query.get("number") ?? firstNumber;
  const customer = query.get("with");
  const choose = useCallback(
    (to: { numberId?: string; customer: string | null }) => {
      const next = new URLSearchParams({ number: to.numberId ?? numberId });
      if (to.customer) next.set("with", to.customer);
      window.history.replaceState(null, "", `?${next}`);
    },
    [numberId],
  );
  return { numberId, customer, choose };
}
