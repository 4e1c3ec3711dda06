/**
 * One's own card: the cloud id to give away, as text, as a QR code, as a vCard.
 * @module
 */

import { useState } from 'preact/hooks';
import type { AccountId } from '../../core/ids.ts';
import { readCloudId } from '../../core/people/cloud-id.ts';
import { writeCard } from '../../core/people/vcard.ts';
import type { PeopleView } from '../../messages/people-contract.ts';
import { t } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { Section } from '../options/section.tsx';
import { say } from '../vault/notice.ts';
import { QrCode } from './qr-code.tsx';
import { MySealKey } from './seal-for.tsx';

export function Me({ account, me }: { account: AccountId; me: PeopleView['me'] }) {
  return <Section title={t('myCard')} text={t('myCardText')}><MyCard me={me} /><MySealKey account={account} onCopied={() => { say(t('mySealKeyCopied')); }} /></Section>;
}

export function MyCard({ me }: { me: PeopleView['me'] }) {
  const [code, setCode] = useState(false);
  const id = readCloudId(me.cloudId);
  const card = writeCard({ name: me.name, emails: me.email === '' ? [] : [me.email], cloudIds: id === null ? [] : [id] }, me.cloudId);
  return (
    <div class="card padded stack">
      <p><strong class="copyable"><bdi>{me.cloudId}</bdi></strong></p>
      {me.email === '' ? <p class="meta">{t('noEmailInProfile')}</p> : null}
      <div class="actions">
        {/* No secret: it may stay on the clipboard. */}
        <button type="button" class="button small" onClick={() => void navigator.clipboard.writeText(me.cloudId).then(() => { say(t('cloudIdCopied')); })}><Icon name="copy" />{t('copyCloudId')}</button>
        <button type="button" class="button small" aria-expanded={code} onClick={() => { setCode(!code); }}>{t('showQr')}</button>
        <a class="button small" download="contact.vcf" href={`data:text/vcard;charset=utf-8,${encodeURIComponent(card)}`}><Icon name="download" />{t('saveVcard')}</a>
      </div>
      {code ? <QrCode text={card} name={t('qrOfMyCard')} /> : null}
    </div>
  );
}
