/**
 * Asks for the newest thing only: at most one question on its way, and no answer to an older one
 * after a newer one.
 * @module
 */

/**
 * @param wait - calls back when it is time to ask, e.g. at the next animation frame
 * @param ask - the question; it never rejects
 * @param take - gets each answer, in the order of the questions
 */
export function askLatest<Question, Reply>(
  wait: (ready: () => void) => void,
  ask: (question: Question) => Promise<Reply>,
  take: (question: Question, reply: Reply) => void,
): { want: (question: Question) => void; forget: () => void } {
  let wanted: { question: Question } | null = null;
  let waiting = false;
  let asking = false;
  let era = 0;

  async function go(): Promise<void> {
    waiting = false;
    if (wanted === null || asking) return;
    const { question } = wanted;
    const asked = era;
    wanted = null;
    asking = true;
    const reply = await ask(question);
    asking = false;
    if (asked === era) take(question, reply);
    void go();
  }

  return {
    want(question) {
      wanted = { question };
      if (waiting) return;
      waiting = true;
      wait(() => void go());
    },
    /** What is on its way is not wanted any more. */
    forget() {
      wanted = null;
      era += 1;
    },
  };
}
