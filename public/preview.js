// Runs in a sandboxed frame, without an origin and without a network, and shows one file there. A script of its own
// beside `src`, as such a frame can load no modules.
addEventListener('message', async ({ data, source }) => {
  if (source !== parent) return;
  const { kind, content } = data;
  if (kind === 'text') {
    const text = document.createElement('pre');
    text.tabIndex = 0;
    text.textContent = await content.text();
    document.body.replaceChildren(text);
    return;
  }
  const shown = document.createElement(kind === 'image' ? 'img' : kind === 'audio' ? 'audio' : 'video');
  shown.src = URL.createObjectURL(content);
  if (kind !== 'image') shown.controls = true;
  document.body.replaceChildren(shown);
});
