/**
 * Answers may overtake one another: what was asked earlier must not come on screen over what was asked later.
 * @module
 */

/** For a question that is asked again and again. The answer is null where a later one has been answered already. */
export function inOrder<Asked extends readonly unknown[], Reply>(ask: (...asked: Asked) => Promise<Reply>): (...asked: Asked) => Promise<Reply | null> {
  let last = 0;
  let answered = 0;
  return async (...asked) => {
    const own = ++last;
    const reply = await ask(...asked);
    if (own < answered) return null;
    answered = own;
    return reply;
  };
}
