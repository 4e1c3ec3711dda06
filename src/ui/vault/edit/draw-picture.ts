/**
 * Pictures of logins as small PNGs: our own ones drawn, those of people drawn anew. What is written is only ever made of
 * pixels, whatever the file held; and small enough to travel with every list.
 * @module
 */

/** Pixels along each edge: twice what is shown. */
const edge = 64;
/** The grid of the shapes. */
const grid = 24;

/** Shapes on a 24-unit grid, one stroke, after those of Lucide (ISC licence). */
const shapes = {
  web: ['M12 22a10 10 0 1 0 0-20 10 10 0 0 0 0 20Z', 'M12 2a14.5 14.5 0 0 0 0 20 14.5 14.5 0 0 0 0-20', 'M2 12h20'],
  mail: ['M4 4h16a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2Z', 'm22 7-8.97 5.7a1.94 1.94 0 0 1-2.06 0L2 7'],
  money: ['M4 5h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2Z', 'M2 10h20'],
  shop: ['M6 2 3 6v14a2 2 0 0 0 2 2h14a2 2 0 0 0 2-2V6l-3-4Z', 'M3 6h18', 'M16 10a4 4 0 0 1-8 0'],
  home: ['m3 10 9-7 9 7v10a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2Z', 'M9 22V12h6v10'],
  work: ['M4 7h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V9a2 2 0 0 1 2-2Z', 'M16 7V5a2 2 0 0 0-2-2h-4a2 2 0 0 0-2 2v2', 'M2 13h20'],
  phone: ['M7 2h10a2 2 0 0 1 2 2v16a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2Z', 'M12 18h.01'],
  server: ['M4 2h16a2 2 0 0 1 2 2v4a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2Z', 'M4 14h16a2 2 0 0 1 2 2v4a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2v-4a2 2 0 0 1 2-2Z', 'M6 6h.01', 'M6 18h.01'],
  person: ['M19 21v-2a4 4 0 0 0-4-4H9a4 4 0 0 0-4 4v2', 'M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8Z'],
} as const;

export type OwnPicture = keyof typeof shapes;
export const ownPictures = Object.keys(shapes) as readonly OwnPicture[];

/** White on a colour of its own, so that it is seen in either theme. @returns a `data:` URL */
export function drawOwn(name: OwnPicture): string {
  const { canvas, context } = sheet();
  const scale = 40 / grid;
  context.fillStyle = `oklch(0.5 0.1 ${String((ownPictures.indexOf(name) * 360) / ownPictures.length)})`;
  context.fillRect(0, 0, edge, edge);
  context.setTransform(scale, 0, 0, scale, 12, 12);
  Object.assign(context, { strokeStyle: '#fff', lineWidth: 2, lineCap: 'round', lineJoin: 'round' });
  for (const path of shapes[name]) context.stroke(new Path2D(path));
  return canvas.toDataURL();
}

/** The whole of a picture, as large as it fits. @returns a `data:` URL; null for what the browser calls no picture, SVG among it */
export async function drawFile(file: Blob): Promise<string | null> {
  const image = await createImageBitmap(file).catch(() => null);
  if (image === null) return null;
  const { canvas, context } = sheet();
  const scale = Math.min(edge / image.width, edge / image.height);
  const [width, height] = [image.width * scale, image.height * scale];
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, (edge - width) / 2, (edge - height) / 2, width, height);
  image.close();
  return canvas.toDataURL();
}

function sheet(): { canvas: HTMLCanvasElement; context: CanvasRenderingContext2D } {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  canvas.width = canvas.height = edge;
  return { canvas, context };
}
