/**
 * What Chromium's trace says of one page's main thread.
 * @module
 */

import type { BrowserContext } from 'playwright';

/** As much of a trace event as is needed. Times in microseconds; `tdur` is processor time. */
export interface TraceEvent { name: string; pid: number; tid: number; ts: number; dur?: number; tdur?: number; args?: { data?: { message?: string; name?: string; url?: string } } }

/** Milliseconds of processor time, before and while the page adds its rows. */
export interface MainThread {
  loadMs: number;
  rowsMs: number;
  /** In which Chromium makes a world for an extension's scripts and runs them. */
  injectionMs: number;
  /** Of an extension's scripts. */
  oursInLoadMs: number;
  oursInRowsMs: number;
  /** Tasks of more than 50 ms. */
  longTasks: number;
  /** Those in which an extension's script ran, for however long. */
  longTasksOfOurs: number;
}

const longMs = 50;

/** Traces the browser while `work` goes on. */
export async function traced(context: BrowserContext, work: () => Promise<void>): Promise<readonly TraceEvent[]> {
  const browser = context.browser();
  if (!browser) throw new Error('This browser has no DevTools.');
  const cdp = await browser.newBrowserCDPSession();
  const events: TraceEvent[] = [];
  cdp.on('Tracing.dataCollected', ({ value }) => { events.push(...(value as unknown as TraceEvent[])); });
  const complete = new Promise<void>((resolve) => { cdp.once('Tracing.tracingComplete', () => resolve()); });
  await cdp.send('Tracing.start', { traceConfig: { includedCategories: ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'v8', 'extensions'], excludedCategories: ['*'] } });
  await work();
  await cdp.send('Tracing.end');
  await complete;
  await cdp.detach();
  return events;
}

/** Processor time of each task of the page's main thread between its two stamps, in milliseconds. @throws when the page has not left them */
export function tasksBetween(events: readonly TraceEvent[]): readonly number[] {
  const { start, end, own } = stampedThread(events);
  return own.filter(({ name, ts }) => name === 'RunTask' && ts >= start.ts && ts < end.ts).map(({ tdur, dur }) => (tdur ?? dur ?? 0) / 1000);
}

function stampedThread(events: readonly TraceEvent[]): { start: TraceEvent; end: TraceEvent; own: readonly TraceEvent[] } {
  const stamp = (text: string) => events.find(({ name, args }) => name === 'TimeStamp' && (args?.data?.message ?? args?.data?.name) === text);
  const [start, end] = [stamp('rows'), stamp('done')];
  if (!start || !end) throw new Error('The trace has no stamps of the page.');
  return { start, end, own: events.filter(({ pid, tid, dur }) => pid === start.pid && tid === start.tid && dur !== undefined) };
}

/** @throws when the page has not left its two stamps */
export function readTrace(events: readonly TraceEvent[]): MainThread {
  const { start, end, own } = stampedThread(events);
  const tasks = own.filter(({ name }) => name === 'RunTask');
  // What is inside of another one of ours is in its time already.
  const ours = own.filter(({ name, args }) => (name === 'FunctionCall' || name === 'EvaluateScript') && args?.data?.url?.startsWith('chrome-extension://') === true);
  const inRows = ({ ts }: TraceEvent) => ts >= start.ts && ts < end.ts;
  const before = ({ ts }: TraceEvent) => ts < start.ts;
  const long = tasks.filter(({ tdur, dur }) => (tdur ?? dur ?? 0) > longMs * 1000);
  const sum = (list: readonly TraceEvent[]) => list.reduce((total, { tdur, dur }) => total + (tdur ?? dur ?? 0), 0) / 1000;
  return {
    loadMs: sum(tasks.filter(before)), rowsMs: sum(tasks.filter(inRows)),
    oursInLoadMs: sum(ours.filter(before)), oursInRowsMs: sum(ours.filter(inRows)),
    injectionMs: sum(own.filter(({ name, ts }) => name === 'ScriptInjection::InjectJs' && ts < start.ts)),
    longTasks: long.length,
    longTasksOfOurs: long.filter(({ ts, dur = 0 }) => ours.some((each) => each.ts >= ts && each.ts < ts + dur)).length,
  };
}
