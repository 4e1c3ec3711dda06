import { describe, expect, test } from 'vitest';
import { renamed, shortened } from './short-names.ts';

describe('short names of files', () => {
  test('are the beginning of the hash, without signs', () => {
    expect([...shortened(['vault-DJ9hqZ1o.js', 'vault-Caacdntc.css', 'index.html-B1-zkw_4.js'])]).toEqual([['index.html-B1-zkw_4.js', 'B1zk.js'], ['vault-Caacdntc.css', 'Caac.css'], ['vault-DJ9hqZ1o.js', 'DJ9h.js']]);
  });

  test('differ where capitals are not told apart', () => {
    const names = [...shortened(['a-AbCdEfGh.js', 'b-abcdXXXX.js', 'c-ABCDXxxx.js']).values()];
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(3);
  });

  test('are not given to what has no hash, or too little of one', () => {
    expect(shortened(['preview.js', 'plain.css', 'x--_-_-_ab.js']).size).toBe(0);
  });

  test('stand wherever a file is named, and nowhere else', () => {
    const names = new Map([['vault-DJ9hqZ1o.js', 'DJ9h.js'], ['index.html-B1zkw-4W.js', 'B1zk.js']]);
    const text = 'import"./vault-DJ9hqZ1o.js";["assets/index.html-B1zkw-4W.js"];my-vault-DJ9hqZ1o.js;other-12345678.js;src="/assets/vault-DJ9hqZ1o.js"';
    expect(renamed(text, names)).toBe('import"./DJ9h.js";["assets/B1zk.js"];my-vault-DJ9hqZ1o.js;other-12345678.js;src="/assets/DJ9h.js"');
  });
});
