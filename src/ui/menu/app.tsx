/**
 * The menu under a login field, in a frame of a web page.
 *
 * Its frame has one size; what is drawn is as high as its content, and the rest shows the page.
 * @module
 */

import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { MenuView, Row } from '../../messages/contract.ts';
import { t, tn } from '../../messages/text.ts';
import { Brand } from '../components/brand.tsx';
import { Icon, type IconName } from '../components/icon.tsx';
import { ItemIcon } from '../components/item-icon.tsx';
import { otherSite } from '../components/other-site.ts';
import { explain } from '../explain.ts';
import { canProve, watchSight } from './guard.ts';
import { focusFirst } from './keys.ts';
import { fill, generate, leave, never, notice, trouble, undo, view } from './model.ts';

export function App() {
  const shown = view.value;
  return shown === null ? null : <Menu shown={shown} />;
}

function Menu({ shown }: { shown: MenuView }) {
  const card = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    if (card.current !== null && canProve()) watchSight(card.current);
    focusFirst();
  }, [shown]);
  return (
    <main ref={card} class="menu"><h1 class="sr-only">{t('appName')}</h1><Content shown={shown} /></main>
  );
}

function Content({ shown }: { shown: MenuView }) {
  const said = notice.value;
  if (said?.said === 'held') return <Said icon="alert" title={t('fillHeld')} />;
  if (said !== null) return <Said icon="check" title={said.said === 'kept' ? t('menuKept', { label: said.label }) : t('filledCodeCopied')} />;
  if (trouble.value !== null) {
    const { what, next } = explain(trouble.value);
    return <><Said icon="alert" title={what} text={next} /><OpenPopup text={t('menuOpenPopup')} /></>;
  }
  if (shown.lock !== 'unlocked') return <><Said icon="lock" title={shown.lock === 'new' ? t('welcome') : t('locked')} text={t('menuLockedHint')} /><OpenPopup text={t('menuOpenPopup')} /></>;
  // A browser that cannot tell whether we are seen: nothing is chosen here.
  if (!canProve()) return <><Said icon="key" title={t('loginsFor', { site: shown.domain })} /><OpenPopup text={t('menuOpenPopup')} /></>;
  return shown.purpose === 'new-password' ? <New shown={shown} /> : <Logins shown={shown} />;
}

function Logins({ shown }: { shown: MenuView }) {
  const withheld = shown.withheld !== null && shown.rows.length === 0 ? explain(shown.withheld) : null;
  return (
    <>
      {shown.rows.length > 0 ? null : withheld !== null ? <Said icon="alert" title={withheld.what} text={withheld.next} /> : <Said icon="key" title={t('noneForSite', { site: shown.domain })} />}
      <Items>
        {shown.filled === null ? null : <UndoItem label={shown.filled.label} />}
        {shown.rows.map((row) => <RowItem key={row.id} row={row} elsewhere={otherSite(row, shown.domain)} />)}
        <Foot shown={shown}>
          {shown.rows.length > 0 ? null : <FootItem icon="plus" name={t('newItem')} onPress={() => { leave('new'); }} />}
        </Foot>
      </Items>
    </>
  );
}

function New({ shown }: { shown: MenuView }) {
  return (
    <Items>
      <button type="button" role="menuitem" tabIndex={-1} class="row" onClick={generate}>
        <span class="item-icon"><Icon name="key" /></span>
        <span class="texts"><span class="label">{t('menuGenerate')}</span><span class="account meta">{t('menuGenerateHint')}</span></span>
      </button>
      <Foot shown={shown} />
    </Items>
  );
}

function Items({ children }: { children: ComponentChildren }) {
  return <div class="items" role="menu" aria-label={t('appName')}>{children}</div>;
}

function UndoItem({ label }: { label: string }) {
  return (
    <button type="button" role="menuitem" tabIndex={-1} class="row" data-undo onClick={undo}>
      <span class="item-icon"><Icon name="undo" /></span>
      <span class="texts">
        <span class="label">{t('menuUndo')}</span>
        <span class="account meta clip" dir="auto">{label === '' ? t('untitled') : label}</span>
      </span>
    </button>
  );
}

function RowItem({ row, elsewhere }: { row: Row; elsewhere: string }) {
  return (
    <button type="button" role="menuitem" tabIndex={-1} class="row" onClick={(event) => { fill(event, row); }}>
      <ItemIcon icon={row.icon} label={row.label} />
      <span class="texts">
        <span class="label clip" dir="auto">{row.label === '' ? t('untitled') : row.label}</span>
        <span class="account meta clip" dir="auto">{row.account === '' ? row.host : row.account}{elsewhere === '' || row.account === '' ? null : <> · <bdi>{elsewhere}</bdi></>}</span>
      </span>
      {row.favourite ? <span class="star on"><Icon name="star" /><span class="sr-only">{t('favourite')}</span></span> : null}
    </button>
  );
}

/** Whose menu this is, on which site, and the ways to all the rest. */
function Foot({ shown, children }: { shown: MenuView; children?: ComponentChildren }) {
  const more = shown.total - shown.rows.length;
  return (
    <div class="foot" role="none">
      <Brand size={20} open />
      <b class="clip" dir="ltr">{shown.domain}</b>
      {children}
      {more > 0 ? <button type="button" role="menuitem" tabIndex={-1} class="more" onClick={() => { leave('popup'); }}>{tn('menuMore', more)}</button> : null}
      <FootItem icon="hide" name={t('menuNever')} onPress={never} />
      <FootItem icon="search" name={t('searchVault')} onPress={() => { leave('popup'); }} />
    </div>
  );
}

function FootItem({ icon, name, onPress }: { icon: IconName; name: string; onPress: (event: MouseEvent) => void }) {
  return <button type="button" role="menuitem" tabIndex={-1} class="icon-button" aria-label={name} title={name} onClick={(event) => { if (event.isTrusted) onPress(event); }}><Icon name={icon} /></button>;
}

function Said({ icon, title, text }: { icon: IconName; title: string; text?: string }) {
  return (
    <div class="said" role="status">
      <Icon name={icon} size={20} />
      <p><b>{title}</b>{text === undefined ? null : <span class="meta">{text}</span>}</p>
    </div>
  );
}

/** In the turn of the click: some browsers open the popup for nobody else. */
function OpenPopup({ text }: { text: string }) {
  const press = (event: MouseEvent) => {
    if (!event.isTrusted) return;
    void chrome.action.openPopup().catch(() => undefined);
    leave('page');
  };
  return <Items><div class="foot" role="none"><Brand size={20} open={false} /><button type="button" role="menuitem" tabIndex={-1} class="wide" onClick={press}>{text}</button></div></Items>;
}
