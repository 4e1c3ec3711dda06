/**
 * A server asks for a name and a password: who it is, what it says, and with which login to answer.
 *
 * The background closes the window when it has an answer. Closing it by hand leaves the question to the browser.
 * @module
 */

import { useEffect, useState } from 'preact/hooks';
import type { CredentialId } from '../../core/ids.ts';
import type { Problem } from '../../core/problem.ts';
import type { ServerQuestion } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { t } from '../../messages/text.ts';
import { Choice, loginName } from '../components/choice.tsx';
import { HostName } from '../components/host-name.tsx';
import { Icon } from '../components/icon.tsx';
import { ProblemNote } from '../components/problem-note.tsx';

export function App({ question: id }: { question: string }) {
  const [question, setQuestion] = useState<ServerQuestion | 'gone' | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    void send('getQuestion', { question: id }).then((answer) => {
      if (answer.ok) setQuestion(answer.value.question ?? 'gone');
      else setProblem(answer.problem);
    });
  }, [id]);

  async function decide(credential: CredentialId | null): Promise<void> {
    const answer = await send('answerQuestion', { question: id, credential });
    setProblem(answer.ok ? null : answer.problem);
  }

  return (
    <main>
      {problem === null ? null : <ProblemNote problem={problem} />}
      {question === null ? null : question === 'gone' ? <p>{t('serverGone')}</p> : <Question question={question} decide={decide} />}
    </main>
  );
}

function Question({ question, decide }: { question: ServerQuestion; decide: (credential: CredentialId | null) => Promise<void> }) {
  const { host, domain, realm, secure, logins } = question;
  const [chosen, setChosen] = useState(logins[0]?.credential ?? null);
  return (
    <form onSubmit={(event) => { event.preventDefault(); void decide(chosen); }}>
      <h1>{t('serverAsks')}</h1>
      <p class="asks"><HostName host={host} domain={domain} /></p>
      {realm === '' ? null : <p class="meta" dir="auto">{t('serverRealm', { realm })}</p>}
      {secure ? null : <div class="note insecure" role="alert"><Icon name="alert" /><span>{t('serverInsecure')}</span></div>}
      <Choice label={t('serverLogin')} choices={logins.map((login) => [login.credential, loginName(login)] as const)} value={chosen} onChoose={setChosen} />
      <div class="actions">
        <button type="submit" class="button primary">{t('serverYes')}</button>
        <button type="button" class="button" onClick={() => void decide(null)}>{t('serverNo')}</button>
      </div>
    </form>
  );
}
