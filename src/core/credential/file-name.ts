/**
 * Names and media types of files, whoever chose them: made safe to be shown, and to be written to a disk.
 * @module
 */

/** Bytes of a file that are taken at all: what a server, and the browser, are known to bear. Its size on the wire is 2.4 times that. */
export const largestFile = 25 * 1024 * 1024;
/** Bytes from which the web app warns. */
export const largeFile = 5 * 1024 * 1024;

const longestName = 200;
/** Ends that are kept when a name is cut. */
const longestEnding = 20;

/** Controls, and signs that change the direction or show nothing: `exe.gpj` must not read as `jpg.exe`. */
const invisible = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;
/** Signs that are a path, or mean something, to some file system. */
const unsafe = /[\\/:*?"<>|]/g;
/** Names that Windows keeps for devices, whatever their ending. */
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** As it may be shown. May be empty. */
export function shownFileName(name: string): string {
  return name.replace(invisible, '').slice(0, 1000);
}

/** As it may be written to a disk. @param otherwise - for a name of which nothing is left */
export function savedFileName(name: string, otherwise: string): string {
  const plain = shownFileName(name).replace(unsafe, '_').replace(/\s+/g, ' ').replace(/^[. ]+|[. ]+$/g, '');
  const whole = devices.test(plain) ? `_${plain}` : plain;
  return shortened(whole) || otherwise;
}

/** What the browser says of a file, if it is a plain media type; it becomes part of a `data:` URL and is shown to the server. */
export function safeMimetype(type: string): string {
  return /^[a-z0-9][\w.+-]{0,60}\/[a-z0-9][\w.+-]{0,120}$/i.test(type) ? type.toLowerCase() : 'application/octet-stream';
}

function shortened(name: string): string {
  const signs = Array.from(name);
  if (signs.length <= longestName) return name;
  const dot = signs.lastIndexOf('.');
  const ending = dot > 0 && signs.length - dot <= longestEnding ? signs.slice(dot) : [];
  return [...signs.slice(0, longestName - ending.length), ...ending].join('');
}
