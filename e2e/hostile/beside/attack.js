// Opens every closed shadow root, reads all that is in it, presses what it finds, and frames what is framed there again.
const told = [];
const tell = (what) => {
  told.push(String(what));
  document.documentElement.dataset.beside = told.join(' ').slice(-4000);
};
const seen = new WeakSet();
const look = () => {
  for (const element of document.querySelectorAll('*')) {
    const root = element.localName.includes('-') ? chrome.dom.openOrClosedShadowRoot(element) : null;
    if (!root) continue;
    for (const part of root.querySelectorAll('*')) {
      if (seen.has(part)) continue;
      seen.add(part);
      tell(`saw-${part.localName}`);
      part.click();
      for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click']) part.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true, detail: 1 }));
      if (part.localName !== 'iframe') continue;
      try { tell(part.contentDocument?.body.innerText ?? 'no-document'); } catch (error) { tell(error.name); }
      part.contentWindow.postMessage({ to: 'menu-router', name: 'fillFromMenu', ask: {} }, '*');
      const again = document.createElement('iframe');
      again.id = 'again';
      again.src = part.src;
      document.body.append(again);
      const guess = document.createElement('iframe');
      guess.id = 'guess';
      guess.src = part.src.replace(/#.*/, '#00000000-0000-4000-8000-000000000000');
      document.body.append(guess);
    }
    tell(root.textContent);
  }
};
setInterval(look, 50);
