/**
 * The public suffix list as tldts keeps it, of which it publishes no types here: a node's edges are `edgeStart[node]` up
 * to `edgeStart[node + 1]`; an edge's label is the next `edgeLength[edge]` letters of `labelText`.
 */
declare module 'tldts/dist/cjs/src/data/trie.js' {
  /** 1: a rule of ICANN's section, 2: of the private one, 0: no rule ends here. */
  export const nodeFlags: Uint8Array;
  export const edgeStart: Uint16Array;
  export const edgeLength: Uint8Array;
  export const edgeChild: Uint16Array;
  export const labelText: string;
  export const rulesRoot: number;
  export const exceptionsRoot: number;
}
