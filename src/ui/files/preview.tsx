/**
 * A look at a file, in a frame that is sandboxed and has no network: whatever is in the file can reach nothing.
 * @module
 */

import { useEffect, useRef } from 'preact/hooks';
import { formatSize, t } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { endPreview, previewed } from './jobs.ts';
import { save } from './opened.ts';
import { previewKind, type PreviewKind } from './preview-kind.ts';

/** Only Chromium knows sandboxed pages of an extension. */
declare const __FIREFOX__: boolean;

export function Preview() {
  const shown = previewed.value;
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (shown !== null) dialog.current?.showModal();
    else dialog.current?.close();
  }, [shown]);
  if (shown === null) return null;
  const { file, content } = shown;
  const kind = typeof __FIREFOX__ === 'boolean' && __FIREFOX__ ? null : previewKind(file.mimetype, file.name, file.size);
  return (
    <dialog ref={dialog} class="preview" aria-label={file.name} onClose={endPreview}>
      <header>
        <h2 class="clip"><bdi>{file.name}</bdi></h2>
        <span class="meta">{formatSize(file.size)}</span>
        <span class="space" />
        <button type="button" class="button small" onClick={() => { previewed.value = null; save(file, content); }}><Icon name="download" />{t('foldersSave')}</button>
        <IconButton icon="close" name={t('foldersClosePreview')} onClick={endPreview} />
      </header>
      {kind === null ? <p class="padded dim">{t('foldersNoPreview')}</p> : kind === 'pdf' ? <Pdf content={content} /> : <Frame kind={kind} content={content} name={file.name} />}
    </dialog>
  );
}

/** The browser's own viewer works in no sandboxed frame; in a tab it is one itself. */
function Pdf({ content }: { content: Blob }) {
  return (
    <div class="padded stack">
      <p>{t('foldersPdfHint')}</p>
      <div class="actions"><button type="button" class="button primary" onClick={() => { open(URL.createObjectURL(content.slice(0, content.size, 'application/pdf'))); }}><Icon name="open" />{t('foldersOpenPdf')}</button></div>
    </div>
  );
}

function Frame({ kind, content, name }: { kind: Exclude<PreviewKind, 'pdf'>; content: Blob; name: string }) {
  const frame = useRef<HTMLIFrameElement>(null);
  // Its origin is none, so it cannot be named as the receiver; nobody else is in the frame.
  const show = (): void => { frame.current?.contentWindow?.postMessage({ kind, content }, '*'); };
  return <iframe ref={frame} title={name} src="/preview.html" sandbox="allow-scripts" onLoad={show} />;
}
