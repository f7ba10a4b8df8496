const key = "hilo.sign-up";

/** Keeps what proves, when the link is opened, that this browser asked. Without storage the link asks for a password. */
export function keepProof(proof: string): void {
  try {
    localStorage.setItem(key, proof);
  } catch {
    // Storage may be off; the link works without it.
  }
}

/** The proof of this browser's last sign-up, or null. */
export function keptProof(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function forgetProof(): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}
