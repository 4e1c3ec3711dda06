/**
 * The life of one open generator: asks for the recipes and the site's rules, makes a secret whenever they change.
 * @module
 */

import { useEffect, useState } from 'preact/hooks';
import type { Problem } from '../../core/problem.ts';
import type { ChosenRecipes, GeneratorSite, Recipe } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';

/** The page that a password is for, as the browser names it. */
export interface ForPage { tabId: number; documentId: string; host: string }

export interface GeneratorLife {
  /** Null: not known yet. */
  recipes: ChosenRecipes | null;
  site: GeneratorSite | null;
  made: { id: string; value: string } | null;
  problem: Problem | null;
  choose: (recipe: Recipe) => void;
  again: () => void;
}

/** Milliseconds that a slider must rest: each one made is kept in the history. */
const rest = 250;

export function useGenerator(page: ForPage | null): GeneratorLife {
  const [recipes, setRecipes] = useState<ChosenRecipes | null>(null);
  const [site, setSite] = useState<GeneratorSite | null>(null);
  const [made, setMade] = useState<GeneratorLife['made']>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [round, setRound] = useState(0);
  useEffect(() => void openFor(page, (answer) => {
    if (!answer.ok) {
      setProblem(answer.problem);
      return;
    }
    setSite(answer.value.site);
    setRecipes(answer.value.recipes);
  }), []);
  useEffect(() => {
    if (recipes === null) return undefined;
    let wanted = true;
    const recipe = recipes[recipes.kind];
    const timer = setTimeout(() => void send('generate', { recipe, rules: recipe.kind === 'password' ? site?.rules ?? null : null, site: page?.host ?? '' }).then((answer) => {
      if (!wanted) return;
      setMade(answer.ok ? answer.value : null);
      setProblem(answer.ok ? null : answer.problem);
    }), made === null ? 0 : rest);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [recipes, round]);
  return {
    recipes, site, made, problem,
    choose: (recipe) => { setRecipes((before) => (before === null ? null : recipe.kind === 'password' ? { ...before, kind: 'password', password: recipe } : { ...before, kind: 'passphrase', passphrase: recipe })); },
    again: () => { setRound(round + 1); },
  };
}

type Opened = Awaited<ReturnType<typeof send<'openGenerator'>>>;

/** A page that cannot be looked at still gets a password, only without its rules. */
async function openFor(page: ForPage | null, take: (answer: Opened) => void): Promise<void> {
  const site = page === null ? null : { tabId: page.tabId, documentId: page.documentId };
  const answer = await send('openGenerator', { site });
  take(answer.ok || site === null || answer.problem.kind === 'locked' ? answer : await send('openGenerator', { site: null }));
}
