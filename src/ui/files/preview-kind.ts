/**
 * How a file can be looked at. Its type is what somebody wrote beside it: it chooses an element, never a document.
 * @module
 */

export type PreviewKind = 'text' | 'image' | 'audio' | 'video' | 'pdf';

/** More text than this is for an editor. Bytes. */
const longestText = 2 * 1024 * 1024;
const textEndings = /\.(?:txt|md|csv|log|json|xml|ya?ml|ini|conf|srt|vcf|ics|html?|css|js|ts|py|sh|c|h|java|rs|go)$/i;

/** @returns null for what can only be saved */
export function previewKind(mimetype: string, name: string, size: number): PreviewKind | null {
  const [kind] = mimetype.split('/', 1);
  if (kind === 'image' || kind === 'audio' || kind === 'video') return kind;
  if (mimetype === 'application/pdf') return 'pdf';
  const isText = kind === 'text' || mimetype === 'application/json' || textEndings.test(name);
  return isText && size <= longestText ? 'text' : null;
}
