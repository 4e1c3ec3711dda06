/**
 * ASN.1 DER, as much as certificates need.
 * @module
 */

export interface Der {
  tag: number;
  /** With tag and length. */
  whole: Buffer;
  body: Buffer;
}

export const tags = { integer: 0x02, bitString: 0x03, octetString: 0x04, oid: 0x06, utcTime: 0x17, sequence: 0x30, set: 0x31 } as const;

/** @throws Error for what is no DER */
export function readDer(bytes: Buffer): Der {
  const tag = bytes[0];
  const first = bytes[1];
  if (tag === undefined || first === undefined) throw new Error('too short');
  const long = first < 0x80 ? 0 : first & 0x7f;
  if (long > 4 || bytes.length < 2 + long) throw new Error('no length');
  const length = long === 0 ? first : bytes.readUIntBE(2, long);
  const start = 2 + long;
  if (bytes.length < start + length) throw new Error('too short');
  return { tag, whole: bytes.subarray(0, start + length), body: bytes.subarray(start, start + length) };
}

export function childrenOf({ body }: Der): Der[] {
  const children: Der[] = [];
  for (let at = 0; at < body.length;) {
    const child = readDer(body.subarray(at));
    children.push(child);
    at += child.whole.length;
  }
  return children;
}

export function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  if (body.length < 0x80) return Buffer.concat([Buffer.from([tag, body.length]), body]);
  const length = Buffer.from(body.length.toString(16).padStart(body.length > 0xffff ? 6 : body.length > 0xff ? 4 : 2, '0'), 'hex');
  return Buffer.concat([Buffer.from([tag, 0x80 | length.length]), length, body]);
}

export function pem(label: string, bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

/** @throws Error where there is no such block */
export function unpem(label: string, text: string): Buffer {
  const inside = new RegExp(`-----BEGIN ${label}-----([A-Za-z0-9+/=\\s]+)-----END ${label}-----`).exec(text)?.[1];
  if (inside === undefined) throw new Error('no such block');
  return Buffer.from(inside, 'base64');
}
