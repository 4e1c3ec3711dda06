/**
 * Reads the QR code in an image. The decoder is fetched when the first image comes.
 * @module
 */

/** Bytes; more than any screenshot. */
const largestImage = 25_000_000;
/** Pixels along the longer side: what is bigger is made smaller first. */
const longestSide = 3000;
/** Milliseconds that the decoder may go on trying. */
const patience = 1500;

/** @returns null where there is none that can be read. Never throws. */
export async function readQr(image: Blob): Promise<string | null> {
  if (image.size > largestImage) return null;
  try {
    const [{ decodeQR }, pixels] = await Promise.all([import('qr/decode.js'), pixelsOf(image)]);
    return decodeQR(pixels, { format: 'RGBA', effort: 4, timeLimit: patience });
  } catch {
    return null; // no image, or no code in it
  }
}

async function pixelsOf(image: Blob): Promise<ImageData> {
  const bitmap = await createImageBitmap(image);
  const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height));
  const [width, height] = [Math.max(1, Math.round(bitmap.width * scale)), Math.max(1, Math.round(bitmap.height * scale))];
  const canvas = new OffscreenCanvas(width, height);
  const drawing = canvas.getContext('2d');
  if (drawing === null) throw new Error('no canvas');
  // What is transparent was meant to be seen on a light page.
  drawing.fillStyle = 'white';
  drawing.fillRect(0, 0, width, height);
  drawing.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  return drawing.getImageData(0, 0, width, height);
}
