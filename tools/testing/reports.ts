/**
 * Reads the JSON reports of the test runners as outcomes of a stage.
 * @module
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failed, together, went, skipped, type Outcome } from './stage.ts';
import type { Ran } from './command.ts';

interface VitestReport {
  testResults: readonly {
    name: string;
    status: string;
    message: string;
    assertionResults: readonly { fullName: string; status: string; failureMessages: readonly string[] | null }[];
  }[];
}

interface PlaywrightSuite {
  title: string;
  suites?: readonly PlaywrightSuite[];
  specs: readonly PlaywrightSpec[];
}

interface PlaywrightSpec {
  title: string;
  file: string;
  tests: readonly {
    status: 'skipped' | 'expected' | 'unexpected' | 'flaky';
    annotations: readonly { type: string; description?: string }[];
    results: readonly { errors: readonly { message?: string; stack?: string }[]; stdout?: readonly { text?: string }[] }[];
  }[];
}

interface PlaywrightReport {
  suites: readonly PlaywrightSuite[];
  errors: readonly { message?: string; stack?: string }[];
}

/** Runs a command that writes a JSON report into the file it is given, and hands both to `read`. */
export async function reported(command: (file: string) => Promise<Ran>, read: (report: unknown) => Outcome): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-report-'));
  const file = join(folder, 'report.json');
  try {
    const ran = await command(file);
    if (!existsSync(file)) return failed(`No report was written.\n${ran.output}`);
    const outcome = read(JSON.parse(readFileSync(file, 'utf8')));
    // A runner that fails without a failed test met an error of its own.
    return ran.code !== 0 && outcome.failures.length === 0 ? together([outcome, failed(ran.output)]) : outcome;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A file that could not be loaded counts as one failure. */
export function fromVitest(report: unknown): Outcome {
  return together((report as VitestReport).testResults.flatMap(({ name, status, message, assertionResults }) => {
    const outcomes = assertionResults.map((test) => {
      if (test.status === 'passed') return went(1);
      if (test.status === 'failed') return failed(`${name}\n${test.fullName}\n${(test.failureMessages ?? []).join('\n')}`);
      return skipped(test.fullName);
    });
    const broken = status === 'failed' && outcomes.every(({ failures }) => failures.length === 0);
    return broken ? [...outcomes, failed(`${name}\n${message}`)] : outcomes;
  }));
}

export function fromPlaywright(report: unknown): Outcome {
  const { suites, errors } = report as PlaywrightReport;
  const specs = (suite: PlaywrightSuite): readonly PlaywrightSpec[] => [...suite.specs, ...(suite.suites ?? []).flatMap(specs)];
  const outcomes = suites.flatMap(specs).flatMap((spec) => spec.tests.map((test) => {
    const title = `${spec.file} › ${spec.title}`;
    if (test.status === 'expected') return went(1);
    if (test.status === 'skipped') return skipped(`${title}: ${test.annotations.find(({ type }) => type === 'skip')?.description ?? 'no reason'}`);
    return failed(`${title}\n${test.results.flatMap(({ errors }) => errors).map(({ stack, message }) => stack ?? message ?? '').join('\n')}`);
  }));
  return together([...outcomes, ...errors.map(({ stack, message }) => failed(stack ?? message ?? 'Playwright failed.'))]);
}
