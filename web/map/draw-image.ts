// Draws a small image for the map (icons, hatching), at twice its size for sharp screens.

/** Icons are drawn at this many pixels per unit; given to MapLibre with the image. */
export const imagePixelRatio = 2;

/** A square image of `size` units drawn by `draw`. Throws where the browser has no canvas. */
export function drawImage(size: number, draw: (context: CanvasRenderingContext2D) => void): ImageData {
  const canvas = document.createElement("canvas");
  canvas.width = size * imagePixelRatio;
  canvas.height = size * imagePixelRatio;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("The browser gave no 2D canvas to draw map icons on.");
  context.scale(imagePixelRatio, imagePixelRatio);
  draw(context);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
