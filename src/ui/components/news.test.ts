import { expect, test, vi } from 'vitest';

import { onNews } from './news.ts';

test('only the background brings news, no web page', () => {
  let listener: (message: unknown, sender: object) => unknown = () => undefined;
  vi.stubGlobal('chrome', { runtime: { onMessage: { addListener: (given: typeof listener) => { listener = given; }, removeListener: vi.fn() } } });
  const heard = vi.fn();
  onNews(heard);
  listener({ news: 'changed' }, { id: 'latchkey', tab: { id: 7 } });
  expect(heard).not.toHaveBeenCalled();
  listener({ news: 'changed' }, { id: 'latchkey' });
  listener({ news: 'other' }, { id: 'latchkey' });
  expect(heard).toHaveBeenCalledOnce();
});
