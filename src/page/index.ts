/**
 * The script in a web page. Injected into one document when a person wants something there; does
 * nothing until the background calls, marks nothing in the page, and may be injected again at any
 * time.
 * @module
 */

import { fieldMark } from '../core/forms/field-rules.ts';
import { addWords, type FarWords } from '../core/forms/phrases.ts';
import type { Answer, FieldAnswer, FillOrder, FillOutcome, LookAsk, MenuPurpose, NextStep, PageCall, PageLook, UndoOutcome } from '../messages/contract.ts';
import { fill } from './fill.ts';
import { showsStep } from './next-step.ts';
import { purposeOf } from './purpose-of.ts';
import { look, survey } from './survey.ts';
import { takeOrder } from './take-order.ts';
import { takeBack, type Written } from './undo.ts';
import { isVisible } from './visible.ts';
import { waitFor } from './wait.ts';

/** What was written by the last fill. Handed on when the script is injected again. */
interface Memory { written: Written[]; until: number }

/** In our own world of the page, where its scripts see nothing. */
const slot = globalThis as {
  latchkeyWords?: FarWords;
  latchkeyRules?: LookAsk['rules'];
  latchkeyPage?: { stop: () => Memory | undefined; purposeOf: (field: HTMLInputElement) => MenuPurpose | null };
  latchkeyMark?: { again: () => void };
};

/** Milliseconds. */
const undoFor = 10_000;
/** A page that is young may still be drawing its form. */
const young = 8000;
const patience = { young: { atMost: 2500, quiet: 1200 }, old: { atMost: 1500, quiet: 500 } };
const nextStepFor = 30_000;

let stopped = false;
/** Counts fills: a step is waited for only until the next one. */
let fills = 0;
let memory: Memory = { written: [], until: 0 };
const surroundings = { document, visible: isVisible };

type Reply = FillOutcome | PageLook | UndoOutcome | FieldAnswer;

function answer(message: unknown, sender: chrome.runtime.MessageSender, reply: (outcome: Reply | undefined) => void): true | undefined {
  if (stopped || sender.id !== chrome.runtime.id || sender.tab !== undefined || !isPageCall(message)) return undefined;
  switch (message.do) {
    case 'look': void lookFor(message).catch(() => undefined).then(reply); break;
    case 'fill': void fillFor(() => takeOrder('takeOrder', { ticket: message.ticket })).then(reply); break;
    case 'undo': reply(undo()); break;
    case 'field': reply({ mark: focusedMark() }); break;
    case 'know':
      slot.latchkeyRules = message.rules;
      slot.latchkeyMark?.again();
      reply({ mark: focusedMark() });
      break;
  }
  return true; // the reply comes later
}

async function lookFor(ask: LookAsk): Promise<PageLook> {
  const now = (): PageLook => ({ origin: self.origin, ...look(surroundings, ask) });
  const first = now();
  if (!ask.wait || first.place === 'open') return first;
  const limits = document.readyState !== 'complete' || performance.now() < young ? patience.young : patience.old;
  return (await waitFor(() => (look(surroundings, ask).place === 'open' ? now() : null), limits)) ?? now();
}

async function fillFor(take: () => Promise<Answer<FillOrder>>): Promise<FillOutcome> {
  const own = ++fills;
  try {
    const order = await take();
    if (!order.ok) return { filled: [], problem: order.problem };
    if (performance.now() > memory.until) memory = { written: [], until: 0 };
    const outcome = await fill(order.value, surroundings, memory.written);
    memory.until = performance.now() + undoFor;
    setTimeout(forgetLate, undoFor + 50);
    if (outcome.filled.length > 0 && order.value.next !== null) void goOn(order.value, order.value.next, own);
    return outcome;
  } catch {
    return { filled: [], problem: { kind: 'bug' } };
  }
}

/** The next step of the same login, where this very document shows it soon. The background decides whether it may be filled. */
async function goOn({ rules }: FillOrder, step: NextStep, own: number): Promise<void> {
  const over = () => stopped || fills !== own || document.visibilityState !== 'visible';
  const shown = await waitFor(() => (showsStep(survey(surroundings, rules), step) ? true : null), { atMost: nextStepFor, quiet: nextStepFor }, over);
  if (shown === true && !over()) await fillFor(() => takeOrder('takeNextStep', { step }));
}

function undo(): UndoOutcome {
  const { written } = memory;
  const inTime = performance.now() <= memory.until;
  memory = { written: [], until: 0 };
  fills += 1;
  return { restored: inTime ? takeBack(written) : 0 };
}

function forgetLate(): void {
  if (performance.now() > memory.until) memory = { written: [], until: 0 };
}

function focusedMark(): string | null {
  const field = survey(surroundings, []).classified.find(({ facts }) => facts.focused);
  return field === undefined ? null : fieldMark(field.facts);
}

function stop(): Memory {
  stopped = true;
  try {
    chrome.runtime.onMessage.removeListener(answer);
  } catch {
    // Left over from before an update: the browser has cut it off already.
  }
  return memory;
}

function isPageCall(message: unknown): message is PageCall {
  if (typeof message !== 'object' || message === null || !('do' in message)) return false;
  if (message.do === 'look') return 'wait' in message && 'labels' in message && Array.isArray(message.labels) && 'rules' in message && Array.isArray(message.rules);
  if (message.do === 'know') return 'rules' in message && Array.isArray(message.rules);
  return message.do === 'undo' || message.do === 'field' || (message.do === 'fill' && 'ticket' in message && typeof message.ticket === 'string');
}

if (slot.latchkeyWords !== undefined) addWords(slot.latchkeyWords);
// An older copy, perhaps of an older version, must not answer too.
memory = slot.latchkeyPage?.stop() ?? memory;
slot.latchkeyPage = { stop, purposeOf: (field) => purposeOf(field, surroundings, slot.latchkeyRules ?? []) };
chrome.runtime.onMessage.addListener(answer);
