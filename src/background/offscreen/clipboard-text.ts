/**
 * The clipboard itself, through a document that is never seen.
 *
 * `execCommand`, since `navigator.clipboard` wants a focused document and this one has none.
 * @module
 */

let ours: string | null = null;
let timer: ReturnType<typeof setTimeout> | null = null;

/** Writes a text and forgets it again after a while; 0 seconds: it stays. */
export async function copyText(text: string, clearAfterSeconds: number): Promise<void> {
  write(text);
  if (timer !== null) clearTimeout(timer);
  timer = null;
  ours = clearAfterSeconds > 0 ? text : null;
  if (clearAfterSeconds > 0) timer = setTimeout(() => void clearIfOurs(), clearAfterSeconds * 1000);
  await Promise.resolve();
}

/** Empties the clipboard if it still holds what we wrote; what a person copied since is left alone. */
export async function clearIfOurs(): Promise<void> {
  if (timer !== null) clearTimeout(timer);
  timer = null;
  const written = ours;
  ours = null;
  if (written !== null && withPlainLineEnds(read()) === withPlainLineEnds(written)) write('');
  await Promise.resolve();
}

/** A field reads every line end as one line feed, whatever was written. */
function withPlainLineEnds(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

function write(text: string): void {
  document.addEventListener('copy', (event) => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
  }, { once: true });
  document.execCommand('copy');
}

function read(): string {
  const field = document.createElement('textarea');
  document.body.append(field);
  field.focus();
  document.execCommand('paste');
  const text = field.value;
  field.remove();
  return text;
}
