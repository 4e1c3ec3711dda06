/**
 * The picture of an item: its own, or the first letter of its name.
 * @module
 */

/** Only what the background has proven to be a raster image; anything else would be a request. */
const safe = /^data:image\/(png|jpeg|gif|webp|x-icon|vnd\.microsoft\.icon|bmp);base64,/;

export function ItemIcon({ icon, label }: { icon: string | null; label: string }) {
  if (icon !== null && safe.test(icon)) return <span class="item-icon"><img src={icon} width={20} height={20} alt="" draggable={false} /></span>;
  const [letter = ''] = label.trim();
  return <span class="item-icon letter" aria-hidden="true">{letter.toLocaleUpperCase()}</span>;
}
