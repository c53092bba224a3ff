// Which of the letters' plates a picture shows whole: one that another lies over has a gap in its rim.
import type { Page } from "playwright-core";
import type { LetterPlate } from "./map-places.ts";

/** Places round a rim that are looked at, and how many of those in sight must be dark: lines and letters may cross. */
const [placesRound, fewestDark] = [72, 0.95];
/** The rim is #1C1C28, two pixels wide. */
const darkAtMost = 110;

/** What the map shows of each plate: the share of its rim that is drawn, and how much of it nothing of the page hides. */
export async function rimsOf(
  page: Page,
  plates: readonly LetterPlate[],
): Promise<readonly { readonly team: number; readonly isWhole: boolean; readonly inSight: number }[]> {
  const picture = (await page.screenshot()).toString("base64");
  const told = await page.evaluate(
    async ({ picture, plates, placesRound, darkAtMost }) => {
      const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext("2d")!;
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(0, 0, image.width, image.height);
      const isDark = (x: number, y: number) => {
        const at = 4 * (Math.round(y) * image.width + Math.round(x));
        return Math.max(data[at]!, data[at + 1]!, data[at + 2]!) <= darkAtMost;
      };
      return plates.map(({ x, y, radius }) => {
        const round = Array.from({ length: placesRound }, (_, place) => (2 * Math.PI * place) / placesRound);
        const seen = round.filter((angle) => {
          const [atX, atY] = [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
          return (document.elementFromPoint(atX, atY)?.closest(".map-canvas") ?? null) !== null;
        });
        // The map is drawn to a part of a pixel: the darkest of three places across the rim.
        const dark = seen.filter((angle) =>
          [0.5, 1, 1.5].some((inside) =>
            isDark(x + (radius - inside) * Math.cos(angle) - 0.5, y + (radius - inside) * Math.sin(angle) - 0.5),
          ),
        );
        return { dark: seen.length === 0 ? 1 : dark.length / seen.length, inSight: seen.length / placesRound };
      });
    },
    { picture, plates, placesRound, darkAtMost },
  );
  return plates.map(({ team }, place) => ({
    team,
    isWhole: told[place]!.dark >= fewestDark,
    inSight: told[place]!.inSight,
  }));
}
