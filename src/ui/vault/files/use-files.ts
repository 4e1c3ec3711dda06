/**
 * The life of a credential's files on screen: what is being carried, what waits, and what was refused before it began.
 * @module
 */

import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { largeFile, largestFile, shownFileName } from '../../../core/credential/file-name.ts';
import type { CredentialId } from '../../../core/ids.ts';
import type { Problem } from '../../../core/problem.ts';
import type { Transfer } from '../../../messages/contract.ts';
import { send } from '../../../messages/send.ts';
import { formatSize, t } from '../../../messages/text.ts';
import { inOrder } from '../../components/in-order.ts';
import { onNews } from '../../components/news.ts';
import { sayWritten } from '../actions.ts';
import { tell } from '../model.ts';
import { say } from '../notice.ts';
import { attachFile, downloadFile, type Carried } from './carry.ts';

/** Something on its way. `done`: how much of it is encrypted, from 0 to 1; null: it comes from the server. */
export interface Carrying { key: string; text: string; done: number | null }
/** A file that waits for a yes. */
export interface Large { key: string; file: File; field: string | null }

export interface FilesLife {
  carrying: readonly Carrying[];
  transfers: readonly Transfer[];
  large: readonly Large[];
  refused: readonly string[];
  problem: Problem | null;
  attach: (files: readonly File[], field: string | null) => void;
  allow: (large: Large) => void;
  leaveOut: (large: Large) => void;
  download: (fileId: number, name: string) => void;
  rename: (fileId: number, name: string) => void;
  remove: (fileId: number, name: string) => void;
  retry: (id: string) => void;
  drop: (id: string) => void;
}

/** While something is on its way to the server. Milliseconds. */
const askAgain = 700;

export function fileTitle(name: string): string {
  return shownFileName(name) || t('unnamedFile');
}

export function fits({ size }: File): boolean {
  return size <= largestFile;
}

/** In words, why some can't be attached. */
export function refusals(files: readonly File[]): string[] {
  return files.filter((file) => !fits(file)).map(({ name, size }) => t('fileTooLarge', { name: fileTitle(name), size: formatSize(size), limit: formatSize(largestFile) }));
}

export function useFiles(credential: CredentialId): FilesLife {
  const [large, setLarge] = useState<readonly Large[]>([]);
  const [refused, setRefused] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { transfers, ask } = useTransfers(credential);
  const failed = (what: Problem | 'unreadable', name = ''): void => {
    if (what === 'unreadable') setRefused((all) => [...all, t('fileUnreadable', { name })]);
    else if (what.kind === 'locked') tell(what);
    else setProblem(what);
  };
  const { carrying, carry } = useCarrying(ask, failed);

  function carryIn({ file, field }: Large): void {
    const name = fileTitle(file.name);
    carry({ text: name, done: 0 }, (progress) => attachFile(credential, file, field, progress), (state) => { say(t(state === 'saved' ? 'fileAttached' : 'fileQueued', { name })); });
  }

  function attach(files: readonly File[], field: string | null): void {
    const given = files.map((file): Large => ({ key: crypto.randomUUID(), file, field }));
    setProblem(null);
    setRefused(refusals(files));
    setLarge((all) => [...all, ...given.filter(({ file }) => file.size > largeFile && fits(file))]);
    given.filter(({ file }) => file.size <= largeFile).forEach(carryIn);
  }

  async function act<Value>(asked: Promise<{ ok: true; value: Value } | { ok: false; problem: Problem }>, done: (value: Value) => void): Promise<void> {
    setProblem(null);
    const answer = await asked;
    if (answer.ok) done(answer.value);
    else failed(answer.problem);
    ask();
  }

  const leaveOut = ({ key }: Large): void => { setLarge((all) => all.filter((one) => one.key !== key)); };
  return {
    carrying, transfers, large, refused, problem, attach, leaveOut,
    allow: (one) => {
      leaveOut(one);
      carryIn(one);
    },
    download: (fileId, name) => { carry({ text: name, done: null }, () => downloadFile(credential, fileId), (saved) => { say(t('fileDownloaded', { name: saved })); }); },
    rename: (fileId, name) => void act(send('renameFile', { credential, fileId, name }), (written) => { sayWritten(t('fileRenamed', { name }), written); }),
    remove: (fileId, name) => void act(send('removeFile', { credential, fileId }), (written) => { sayWritten(t('fileRemoved', { name }), written); }),
    retry: (id) => void act(send('retryTransfer', { id }), () => undefined),
    drop: (id) => void act(send('dropTransfer', { id }), () => undefined),
  };
}

type Carry = <Value>(start: Omit<Carrying, 'key'>, work: (progress: (done: number) => void) => Promise<Carried<Value>>, done: (value: Value) => void) => void;

/** One after the other: many files at once must not fill the memory. */
function useCarrying(ask: () => void, failed: (problem: Problem | 'unreadable', name: string) => void): { carrying: readonly Carrying[]; carry: Carry } {
  const [carrying, setCarrying] = useState<readonly Carrying[]>([]);
  const queue = useRef(Promise.resolve());
  const carry: Carry = (start, work, done) => {
    const key = crypto.randomUUID();
    setCarrying((all) => [...all, { key, ...start }]);
    queue.current = queue.current.then(async () => {
      const answer = await work((part) => { setCarrying((all) => all.map((one) => (one.key === key ? { ...one, done: part } : one))); });
      setCarrying((all) => all.filter((one) => one.key !== key));
      ask();
      if (answer.ok) done(answer.value);
      else failed(answer.problem, start.text);
    });
  };
  return { carrying, carry };
}

/** Asks when something has changed, and while something runs. */
function useTransfers(credential: CredentialId): { transfers: readonly Transfer[]; ask: () => void } {
  const [transfers, setTransfers] = useState<readonly Transfer[]>([]);
  const wanted = useRef(true);
  const asking = useMemo(() => inOrder(() => send('getTransfers', { credential })), [credential]);
  const ask = (): void => void asking().then((answer) => { if (wanted.current && answer?.ok === true) setTransfers(answer.value.transfers); });
  useEffect(() => {
    wanted.current = true;
    ask();
    const stop = onNews(ask);
    return () => {
      wanted.current = false;
      stop();
    };
  }, [credential]);
  const running = transfers.some(({ state }) => state === 'running');
  useEffect(() => {
    if (!running) return undefined;
    const timer = setTimeout(ask, askAgain);
    return () => { clearTimeout(timer); };
  }, [transfers, running]);
  return { transfers, ask };
}
