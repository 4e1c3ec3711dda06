/**
 * Our own mark, as in `public/icons/latchkey.svg`, in the colours of the theme.
 * @module
 */

export function Brand({ size, open }: { size: 20 | 28 | 48; open: boolean }) {
  return <img class="brand" src={open ? '/icons/latchkey.svg' : '/icons/latchkey-locked.svg'} width={size} height={size} alt="" draggable={false} />;
}
