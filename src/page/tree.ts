/**
 * Walks a document as a person sees it: shadow roots included, the closed ones too where the browser opens them to extensions.
 * @module
 */

/** A page deeper than this in shadow roots is playing games. */
const deepest = 32;

/** Elements other than a page's own that may have a shadow root: https://dom.spec.whatwg.org/#valid-shadow-host-name */
const hosts = /-|^(?:article|aside|blockquote|body|div|footer|h[1-6]|header|main|nav|p|section|span)$/;

/** Chromium's way into closed shadow roots. There is none in Firefox before 153, nor in tests. */
const closed: Partial<Pick<typeof chrome, 'dom'>> = typeof chrome === 'undefined' ? {} : chrome;

export function shadowOf(element: Element): ShadowRoot | null {
  if (element.shadowRoot !== null || closed.dom === undefined || !(element instanceof HTMLElement) || !hosts.test(element.localName)) return element.shadowRoot;
  return closed.dom.openOrClosedShadowRoot(element);
}

/** The first elements that match, in document order, through shadow roots at any depth. */
export function findAll<Found extends Element>(root: Document | ShadowRoot | Element, selector: string, most: number): Found[] {
  const found: Found[] = [];
  collect(root, { selector, most, found: found }, 0);
  return found;
}

function collect(root: Document | ShadowRoot | Element, search: { selector: string; most: number; found: Element[] }, depth: number): void {
  for (const element of root.querySelectorAll('*')) {
    if (search.found.length >= search.most) return;
    if (element.matches(search.selector)) search.found.push(element);
    const shadow = depth < deepest ? shadowOf(element) : null;
    if (shadow !== null) collect(shadow, search, depth + 1);
  }
}

/** A form answers `form.parentElement` with a field of that name; the prototype's own getter does not. Got when it is first needed: most pages never need it. */
let parentElement: PropertyDescriptor | undefined;

/** The element around this one, out of a shadow root into its host if need be. */
export function parentOf(element: Element): Element | null {
  if (element.assignedSlot) return element.assignedSlot;
  parentElement ??= Object.getOwnPropertyDescriptor(Node.prototype, 'parentElement');
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

/** The element with the focus, inside shadow roots too. */
export function focusedIn(root: Document): Element | null {
  let focused = root.activeElement;
  for (let inner = focused; inner !== null; inner = shadowOf(inner)?.activeElement ?? null) focused = inner;
  return focused;
}
