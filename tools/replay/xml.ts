/**
 * Reads the little XML that the recorded servers answer, as nested lists of named parts, to compare it part by part.
 * @module
 */

/**
 * Elements become objects by name; several of one name, and all named `element`, become a list; the parts of a
 * WebDAV listing, an object by address.
 */
export function readXml(text: string): unknown {
  const tokens = text.replace(/<\?xml[^>]*\?>/, '').match(/<!--[\s\S]*?-->|<[^>]+>|[^<]+/g) ?? [];
  const root: Part = { children: [], text: '' };
  const open = [root];
  for (const token of tokens) take(token, open);
  return valueOf(root);
}

interface Part {
  children: { name: string; part: Part }[];
  text: string;
}

function take(token: string, open: Part[]): void {
  const here = open.at(-1);
  if (here === undefined) throw new Error('unbalanced XML');
  if (token.startsWith('<!--')) {
    here.children.push({ name: '(comment)', part: { children: [], text: token.slice(4, -3) } });
  } else if (token.startsWith('</')) {
    open.pop();
  } else if (token.startsWith('<')) {
    const part: Part = { children: [], text: token.endsWith('/>') ? '(none)' : '' };
    here.children.push({ name: /^<([^\s/>]+)/.exec(token)?.[1] ?? '', part });
    if (!token.endsWith('/>')) open.push(part);
  } else if (token.trim() !== '') {
    here.text += token;
  }
}

function valueOf(part: Part): unknown {
  if (part.children.length === 0) return part.text;
  if (part.children.every(({ name }) => name === 'element')) return part.children.map((child) => valueOf(child.part));
  if (part.children.every(({ name }) => name === 'd:response')) return Object.fromEntries(part.children.map((child) => [hrefOf(child.part), valueOf(child.part)]));
  const values = part.children.map((child) => [child.name, valueOf(child.part)] as const);
  const all = (wanted: string): unknown[] => values.filter(([name]) => name === wanted).map(([, value]) => value);
  return Object.fromEntries(values.map(([name, value]) => [name, all(name).length > 1 ? all(name) : value]));
}

function hrefOf(response: Part): string {
  return response.children.find(({ name }) => name === 'd:href')?.part.text ?? '';
}
