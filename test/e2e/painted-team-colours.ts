// Which team colours a picture of the page shows on its map: tells a drawn map from an empty one.
import type { Page } from "playwright-core";
import { teamColours } from "../../web/colour/team-colours.ts";

/** As web/map/layers/areas.ts paints an area over the ground of web/map/layers/sea.ts. */
const opacity = 0.82;
const groundColour = "#EEF0EE";
/** Per channel. Less than from any painted colour to the team's full colour, which badges and legend show. */
const channelTolerance = 5;
/** More than stray pixels at the edges of letters and lines; a team of a few town blocks has more. */
const fewestPixels = 40;

const channels = (colour: string) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));

/** The team colours that areas within `.map-canvas` have in a picture (PNG) of the whole screen. */
export async function paintedTeamColours(page: Page, picture: Buffer): Promise<string[]> {
  const box = await page.locator(".map-canvas").boundingBox();
  if (!box) throw new Error("The page has no visible map.");
  const ground = channels(groundColour);
  const painted = teamColours.map((colour) =>
    channels(colour).map((value, channel) => opacity * value + (1 - opacity) * ground[channel]!),
  );
  const counts = await page.evaluate(
    async ({ base64, box, painted, channelTolerance }) => {
      // Not as an address: the page's content policy lets no data: picture in.
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
      const canvas = new OffscreenCanvas(Math.floor(box.width), Math.floor(box.height));
      const context = canvas.getContext("2d")!;
      context.drawImage(image, -box.x, -box.y);
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      const counts = painted.map(() => 0);
      for (let at = 0; at < data.length; at += 4) {
        const colour = painted.findIndex((own) =>
          own.every((value, channel) => Math.abs(data[at + channel]! - value) <= channelTolerance),
        );
        if (colour !== -1) counts[colour]!++;
      }
      return counts;
    },
    { base64: picture.toString("base64"), box, painted, channelTolerance },
  );
  return teamColours.filter((_, index) => counts[index]! >= fewestPixels);
}
