/**
 * The generator in the popup: for the page below it, where there is one. What is used is kept as a draft first.
 * @module
 */

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { CredentialId } from '../../core/ids.ts';
import type { Problem } from '../../core/problem.ts';
import { send } from '../../messages/send.ts';
import { t } from '../../messages/text.ts';
import { Choice, loginName } from '../components/choice.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { Icon } from '../components/icon.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { sayCopied } from '../details/copying.ts';
import { Generator } from '../generator/generator.tsx';
import { GeneratedHistory } from '../generator/history.tsx';
import { useGenerator, type ForPage, type GeneratorLife } from '../generator/use-generator.ts';
import { load, view } from './model.ts';
import { showList } from './actions.ts';
import { StatusBar } from './status-bar.tsx';

export function GeneratorView() {
  const heading = useRef<HTMLHeadingElement>(null);
  const site = view.value?.site ?? null;
  const page = useRef<ForPage | null>(site);
  const life = useGenerator(page.current);
  useLayoutEffect(() => { heading.current?.focus(); }, []);
  return (
    <main class="generator-view">
      <header class="view-head">
        <IconButton icon="back" name={t('backToList')} keys="Esc" onClick={showList} />
        <h1 ref={heading} tabIndex={-1} class="clamp">{t('generator')}{site === null ? null : <span class="meta for-site">{t('generatorFor', { site: site.domain })}</span>}</h1>
      </header>
      <div class="body generator">
        {page.current === null ? <Generator life={life}><CopyOnly life={life} /></Generator> : <ForSite life={life} page={page.current} domain={site?.domain ?? page.current.host} />}
        <GeneratedHistory />
      </div>
      <StatusBar row={null} />
    </main>
  );
}

interface Kept { draft: CredentialId; label: string; filled: boolean }

function ForSite({ life, page, domain }: { life: GeneratorLife; page: ForPage; domain: string }) {
  const [credential, setCredential] = useState<CredentialId | null>(null);
  const [kept, setKept] = useState<Kept | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const takesNew = life.site?.takesNew === true;
  async function use(how: 'copy' | 'fill'): Promise<void> {
    if (life.made === null) return;
    setProblem(null);
    const answer = await send('useGenerated', { generated: life.made.id, credential, tabId: page.tabId, documentId: page.documentId, how });
    if (!answer.ok) {
      if (answer.problem.kind === 'locked') void load();
      else setProblem(answer.problem);
      return;
    }
    setKept({ draft: answer.value.draft, label: answer.value.label, filled: how === 'fill' });
    if (how === 'copy') sayCopied('password', answer.value.clearsAt);
  }
  return (
    <>
      {kept === null ? null : <KeptNote kept={kept} />}
      {problem === null ? null : <ProblemNote problem={problem} />}
      <Generator life={life}>
        {takesNew ? <button type="button" class="button primary small" aria-disabled={life.made === null} onClick={() => void use('fill')}>{t('fillGenerated')}</button> : null}
        <button type="button" class={takesNew ? 'button small' : 'button primary small'} aria-disabled={life.made === null} onClick={() => void use('copy')}><Icon name="copy" />{t('copyGenerated')}</button>
      </Generator>
      <ForLogin life={life} domain={domain} value={credential} onInput={setCredential} />
    </>
  );
}

function KeptNote({ kept }: { kept: Kept }) {
  return (
    <div class="note plain" role="status">
      <Icon name="check" />
      <div>
        <span>{kept.filled ? `${t('generatedFilled')} ` : ''}{t('generatedKept', { label: kept.label })}</span>
        <div class="actions"><a class="button small" href={`/src/ui/vault/index.html#credential=${kept.draft}&edit`} target="_blank">{t('openDraft')}</a></div>
      </div>
    </div>
  );
}

/** Only where the site has logins already is there something to choose. */
function ForLogin({ life, domain, value, onInput }: { life: GeneratorLife; domain: string; value: CredentialId | null; onInput: (credential: CredentialId | null) => void }) {
  const logins = life.site?.logins ?? [];
  if (logins.length === 0) return null;
  return <Choice label={t('generateForLogin')} choices={[[null, t('newLoginFor', { site: domain })], ...logins.map((row) => [row.id, loginName(row)] as const)]} value={value} onChoose={onInput} />;
}

/** Without a page there is no site to keep it for; the history keeps it. */
function CopyOnly({ life: { made } }: { life: GeneratorLife }) {
  async function copy(): Promise<void> {
    const answer = made === null ? null : await send('copyGenerated', { id: made.id });
    if (answer?.ok === true) sayCopied('password', answer.value.clearsAt);
  }
  return <button type="button" class="button primary small" aria-disabled={made === null} onClick={() => void copy()}><Icon name="copy" />{t('copyOnly')}</button>;
}
