export type Permission = "granted" | "denied" | "default" | "unsupported";

/** What this browser allows. */
export function permission(): Permission {
  return typeof Notification === "undefined" ? "unsupported" : Notification.permission;
}

/** Asks the browser; only after a press of somebody's. */
export async function askPermission(): Promise<Permission> {
  return typeof Notification === "undefined" ? "unsupported" : Notification.requestPermission();
}

/** Shows one on the desktop, in place of an earlier one with the same tag; nothing where it is not allowed. */
export function notify(about: { title: string; body: string; tag: string }, onOpen: () => void): boolean {
  if (permission() !== "granted") return false;
  const { title, body, tag } = about;
  try {
    const shown = new Notification(title, { body, tag, icon: "/icon.svg", silent: true });
    shown.onclick = () => {
      window.focus();
      shown.close();
      onOpen();
    };
    return true;
  } catch {
    // Phones show notifications for installed apps only.
    return false;
  }
}
