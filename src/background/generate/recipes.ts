/**
 * The recipes that a person chose last. No secret: they say what passwords are made of, not which one was made.
 * @module
 */

import { defaultRecipes, type ChosenRecipes, type Recipe } from '../../core/generator-recipes.ts';
import { recipesShape } from '../../messages/shapes.ts';
import { stored, type StorageArea } from '../stored.ts';

export interface RecipeStore {
  read: () => Promise<ChosenRecipes>;
  remember: (recipe: Recipe) => Promise<void>;
}

export function recipeStore(local: StorageArea): RecipeStore {
  const item = stored(local, 'recipes', recipesShape);
  const read = async () => (await item.read()) ?? defaultRecipes;
  return {
    read,
    async remember(recipe) {
      const before = await read();
      const next: ChosenRecipes = recipe.kind === 'password' ? { ...before, kind: 'password', password: recipe } : { ...before, kind: 'passphrase', passphrase: recipe };
      if (JSON.stringify(before) !== JSON.stringify(next)) await item.write(next);
    },
  };
}
