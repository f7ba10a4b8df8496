"use client";
import { createContext, type ReactNode, useContext } from "react";

export type Density = "comfortable" | "compact";

const Context = createContext<Density>("comfortable");

/** As the server read it from the cookie, so that nothing jumps. */
export function DensityProvider({ density, children }: { density: Density; children: ReactNode }) {
  return <Context.Provider value={density}>{children}</Context.Provider>;
}

/** How much the member wants to see at once. */
export function useDensity(): Density {
  return useContext(Context);
}
