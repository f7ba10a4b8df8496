import { Body, Button, Container, Head, Heading, Html, Link, Preview, Text } from "@react-email/components";
import { LANGUAGE_TAG, type Locale } from "@/messages/locales";

const ink = "#12191d";
const quiet = "#55646c";
const accent = "#0b6b6b";
const font = "-apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";

/** The one shape of every mail: a line of thread, what it is about, one thing to do, and what else is worth knowing. */
export function Letter(props: {
  locale: Locale;
  title: string;
  text: string;
  action: { label: string; url: string };
  plain: string;
  foot: string;
  /** Where the reader stops mails and messages like this. */
  leave?: { label: string; url: string };
}) {
  const { locale, title, text, action, plain, foot, leave } = props;
  return (
    <Html lang={LANGUAGE_TAG[locale]}>
      <Head />
      <Preview>{text}</Preview>
      <Body style={{ backgroundColor: "#f4f6f7", fontFamily: font, color: ink, padding: "24px 12px" }}>
        <Container
          style={{
            backgroundColor: "#ffffff",
            border: "1px solid #d9e0e3",
            borderLeft: `3px solid ${accent}`,
            borderRadius: 6,
            padding: "24px 28px",
            maxWidth: 520,
          }}
        >
          <Heading as="h1" style={{ fontSize: 20, lineHeight: "28px", margin: "0 0 12px" }}>
            {title}
          </Heading>
          <Text style={{ fontSize: 15, lineHeight: "23px", margin: "0 0 20px" }}>{text}</Text>
          <Button
            href={action.url}
            style={{
              backgroundColor: accent,
              color: "#ffffff",
              fontSize: 15,
              borderRadius: 6,
              padding: "10px 18px",
            }}
          >
            {action.label}
          </Button>
          <Text style={{ fontSize: 13, lineHeight: "20px", color: quiet, margin: "20px 0 0" }}>
            {plain}
            <br />
            {action.url}
          </Text>
          <Text style={{ fontSize: 13, lineHeight: "20px", color: quiet, margin: "12px 0 0" }}>{foot}</Text>
          {leave ? (
            <Link href={leave.url} style={{ fontSize: 13, color: quiet, textDecoration: "underline" }}>
              {leave.label}
            </Link>
          ) : null}
        </Container>
      </Body>
    </Html>
  );
}
