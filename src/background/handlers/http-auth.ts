/**
 * What a server asks before it shows anything, and what the person answers.
 * @module
 */

import type { ScreenHandlers } from '../answer.ts';
import type { App } from './app.ts';

export function httpAuthHandlers({ questions, session }: App): Pick<ScreenHandlers, 'getQuestion' | 'answerQuestion'> {
  return {
    getQuestion: ({ question }) => Promise.resolve({ question: questions.get(question) }),
    async answerQuestion({ question, credential }) {
      await session.use();
      questions.decide(question, credential);
      return {};
    },
  };
}
