import { notFound } from "next/navigation";
import { getNow } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";

/** Every piece in every state. Development only: a production build neither serves nor carries it. */
export default async function GalleryPage() {
  if (process.env.NODE_ENV === "production") notFound();
  const { Gallery } = await import("@/components/gallery/gallery");
  return (
    <ClientMessages areas={["auth", "carrier", "inbox", "parts", "roles"]}>
      <Gallery start={await getNow()} />
    </ClientMessages>
  );
}
