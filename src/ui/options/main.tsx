/**
 * Entry of the options page.
 * @module
 */
export {};
