/**
 * What a classifier may know of a page's fields, and what it may say of them.
 * @module
 */

export type FieldRole = 'username' | 'email' | 'current-password' | 'new-password' | 'one-time-code' | 'none';

/** Copied from the page; holds no value that a person typed. */
export interface FieldFacts {
  /** Position among the page's fields, in document order. */
  index: number;
  /** `input` type, lower case; `textarea` and `select` for those. */
  type: string;
  /** Tokens of `autocomplete`, lower case. */
  autocomplete: readonly string[];
  name: string;
  id: string;
  placeholder: string;
  /** Text of its labels, `aria-label` and `aria-labelledby`, at most 200 characters. */
  label: string;
  /** Nearby text when there is no label, at most 200 characters. */
  nearby: string;
  inputMode: string;
  maxLength: number | null;
  visible: boolean;
  editable: boolean;
  /** The form it belongs to, or a group of our own for fields outside forms. */
  form: number;
}

export interface FormFacts {
  form: number;
  /** id, name, class and the path of the action. */
  marks: string;
  /** Texts of its buttons and its heading, at most 400 characters. */
  text: string;
}
