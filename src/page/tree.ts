/**
 * Walks a document as a person sees it: open shadow roots included.
 * @module
 */

/** A page deeper than this in shadow roots is playing games. */
const deepest = 32;

/** The first elements that match, in document order, through open shadow roots at any depth. */
export function findAll<Found extends Element>(root: Document | ShadowRoot | Element, selector: string, most: number): Found[] {
  const found: Found[] = [];
  collect(root, { selector, most, found: found }, 0);
  return found;
}

function collect(root: Document | ShadowRoot | Element, search: { selector: string; most: number; found: Element[] }, depth: number): void {
  for (const element of root.querySelectorAll('*')) {
    if (search.found.length >= search.most) return;
    if (element.matches(search.selector)) search.found.push(element);
    if (element.shadowRoot !== null && depth < deepest) collect(element.shadowRoot, search, depth + 1);
  }
}

/** A form answers `form.parentElement` with a field of that name; the prototype's own getter does not. */
const parentElement = Object.getOwnPropertyDescriptor(Node.prototype, 'parentElement');

/** The element around this one, out of a shadow root into its host if need be. */
export function parentOf(element: Element): Element | null {
  if (element.assignedSlot) return element.assignedSlot;
  const parent = parentElement?.get?.call(element) as Element | null;
  if (parent !== null) return parent;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

/** From this element to the document's own, in the order in which they surround it. */
export function withAncestors(element: Element): Element[] {
  const path: Element[] = [];
  for (let at: Element | null = element; at !== null; at = parentOf(at)) path.push(at);
  return path;
}

/** The element with the focus, inside open shadow roots too. */
export function focusedIn(root: Document): Element | null {
  let focused = root.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return focused;
}
