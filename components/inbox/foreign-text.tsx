import { cn } from "@/components/ui/cn";
import { WithWords } from "./found-words";
import { inOneDirection, isEmojiOnly, type Token, tokenize, withoutTowers } from "./linkify";

type ForeignTextProps = {
  text: string;
  className?: string;
  /** A few emoji are not said large. */
  plain?: boolean;
};

/** What somebody else wrote: never HTML, its direction isolated, long words broken, stacked marks clipped. */
export function ForeignText({ text, className, plain }: ForeignTextProps) {
  if (!plain && isEmojiOnly(text)) return <p className={cn("foreign text-3xl", className)}>{text}</p>;
  return (
    <p dir="auto" className={cn("foreign", className)}>
      <ForeignPieces text={text} />
    </p>
  );
}

/** The same within a paragraph of ours. */
export function ForeignPieces({ text }: { text: string }) {
  return tokenize(withoutTowers(text)).map((token, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one immutable text have no other identity.
    <Piece key={place} token={token} />
  ));
}

function Piece({ token }: { token: Token }) {
  switch (token.kind) {
    case "link":
      return (
        <a
          href={token.href}
          title={token.href}
          target="_blank"
          rel="noopener noreferrer nofollow ugc"
          className="text-accent underline decoration-accent/40 underline-offset-2 hover:decoration-current"
        >
          <bdi>{token.text}</bdi>
        </a>
      );
    case "bold":
      return (
        <strong className="font-semibold">
          <WithWords text={token.text} />
        </strong>
      );
    case "italic":
      return (
        <em>
          <WithWords text={token.text} />
        </em>
      );
    case "strike":
      return (
        <s>
          <WithWords text={token.text} />
        </s>
      );
    case "code":
      return <code className="rounded-xs bg-sunken px-1 font-mono text-sm">{token.text}</code>;
    case "text":
      return <WithWords text={token.text} />;
  }
}

type NameProps = { children: string; className?: string; wraps?: boolean };

/** A person's or thing's name given by somebody else: in one line, or within a text that wraps. */
export function Name({ children, className, wraps }: NameProps) {
  const text = inOneDirection(withoutTowers(children));
  return <bdi className={wraps ? className : cn("block truncate", className)}>{text}</bdi>;
}
