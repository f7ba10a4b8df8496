import { expect, test } from "vitest";
import { placeIn } from "./place-in";

test.each([
  ["-34.6037, -58.3816", -34.6037, -58.3816],
  ["-34.6037 -58.3816", -34.6037, -58.3816],
  ["https://www.google.com/maps/@-34.6037,-58.3816,17z", -34.6037, -58.3816],
  [
    "https://www.google.com/maps/place/X/@-34.1,-58.1,17z/data=!3m1!4b1!4m5!3d-34.6037!4d-58.3816",
    -34.6037,
    -58.3816,
  ],
  ["https://maps.google.com/?q=-34.6037,-58.3816", -34.6037, -58.3816],
  ["https://www.google.com/maps/search/?api=1&query=-34.6037%2C-58.3816", -34.6037, -58.3816],
  ["https://www.openstreetmap.org/#map=17/-34.6037/-58.3816", -34.6037, -58.3816],
  ["https://www.openstreetmap.org/?mlat=-34.6037&mlon=-58.3816#map=17/-34.7/-58.9", -34.6037, -58.3816],
])("%s names a place", (text, latitude, longitude) => {
  expect(placeIn(text)).toEqual({ latitude, longitude });
});

test.each(["", "Corrientes 1234", "91.5, 10", "10, 200", "https://maps.app.goo.gl/abcdef"])(
  "%s names none",
  (text) => {
    expect(placeIn(text)).toBeNull();
  },
);
