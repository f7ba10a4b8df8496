"use client";
import { useEffect } from "react";

/** Marks the document once what is on it answers: until its scripts run, a press goes nowhere (server/testing waits for it). */
export function Awake() {
  useEffect(() => {
    document.documentElement.dataset.awake = "";
  }, []);
  return null;
}
