/**
 * Files that are dragged over the page. A drop anywhere is ours: the browser would leave the page for the file.
 * @module
 */

import { useEffect, useRef, useState } from 'preact/hooks';

/** @param onDrop - null: files are not taken now. @returns whether files are over the page */
export function useDrop(onDrop: ((files: readonly File[]) => void) | null): boolean {
  const [over, setOver] = useState(false);
  const drop = useRef(onDrop);
  drop.current = onDrop;
  useEffect(() => {
    const holds = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;
    const onOver = (event: DragEvent): void => {
      if (!holds(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = drop.current === null ? 'none' : 'copy';
      setOver(drop.current !== null);
    };
    const onLeave = (event: DragEvent): void => {
      // Out of the window, not from one element to the next.
      if (event.relatedTarget === null) setOver(false);
    };
    const onDropped = (event: DragEvent): void => {
      if (!holds(event)) return;
      event.preventDefault();
      setOver(false);
      const files = Array.from(event.dataTransfer?.files ?? []);
      if (files.length > 0) drop.current?.(files);
    };
    document.addEventListener('dragover', onOver);
    document.addEventListener('dragleave', onLeave);
    document.addEventListener('drop', onDropped);
    return () => {
      document.removeEventListener('dragover', onOver);
      document.removeEventListener('dragleave', onLeave);
      document.removeEventListener('drop', onDropped);
    };
  }, []);
  return over;
}
