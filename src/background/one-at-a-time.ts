/**
 * Runs tasks one after the other, so that two changes of the same thing never overlap.
 * @module
 */

export type Queue = <Result>(task: () => Promise<Result>) => Promise<Result>;

export function oneAtATime(): Queue {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const result = last.then(task, task);
    last = result.catch(() => undefined);
    return result;
  };
}
