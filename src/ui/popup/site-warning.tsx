/**
 * A page whose host could be taken for one that a login is saved for. Asked for behind the list, which never waits for it.
 * @module
 */

import { useEffect, useState } from 'preact/hooks';
import { shownHost } from '../../core/idn.ts';
import { send } from '../../messages/send.ts';
import { t } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { view } from './model.ts';

export function SiteWarning() {
  const site = view.value?.site ?? null;
  const known = view.value !== null && view.value.matches.length > 0;
  const host = site === null ? '' : site.host.replace(/:\d+$/, '');
  const [like, setLike] = useState<string | null>(null);
  useEffect(() => {
    setLike(null);
    if (host === '' || known) return undefined;
    let wanted = true;
    void send('getLookAlike', { host }).then((answer) => { if (wanted && answer.ok) setLike(answer.value.like); });
    return () => { wanted = false; };
  }, [host, known]);
  const mixed = !known && shownHost(host).mixed;
  if (site === null || (like === null && !mixed)) return null;
  return (
    <div class="note loss" role="alert" data-warning="look-alike">
      <Icon name="alert" />
      <div>
        <strong>{like === null ? t('mixedScripts', { host: site.domain }) : t('lookAlike', { host: site.domain, known: like })}</strong>
        <span>{t('lookAlikeHint')}</span>
      </div>
    </div>
  );
}
