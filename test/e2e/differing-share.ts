// How much two pictures of the same place differ: tells a hatched area from a plain one.
import type { Page } from "playwright-core";

/** Per channel: less than between a line and what it is drawn on. */
const channelTolerance = 24;

/** The share of pixels that differ, from 0 to 1. Both pictures (PNG) must be of one size. */
export async function differingShare(page: Page, one: Buffer, other: Buffer): Promise<number> {
  return await page.evaluate(
    async ({ pictures, channelTolerance }) => {
      const [a, b] = await Promise.all(
        pictures.map(async (base64) => {
          const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
          const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
          const context = new OffscreenCanvas(image.width, image.height).getContext("2d")!;
          context.drawImage(image, 0, 0);
          return context.getImageData(0, 0, image.width, image.height).data;
        }),
      );
      if (!a || !b || a.length !== b.length) throw new Error("The pictures are not of one size.");
      let differing = 0;
      for (let at = 0; at < a.length; at += 4) {
        if ([0, 1, 2].some((channel) => Math.abs(a[at + channel]! - b[at + channel]!) > channelTolerance)) differing++;
      }
      return differing / (a.length / 4);
    },
    { pictures: [one.toString("base64"), other.toString("base64")], channelTolerance },
  );
}
