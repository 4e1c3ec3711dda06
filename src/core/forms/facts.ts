/**
 * What a classifier may know of a page's fields, and what it may say of them.
 * @module
 */

/** What a field is for. */
export type FieldRole = 'username' | 'email' | 'current-password' | 'new-password' | 'one-time-code' | 'none';

/** What a fill has written: fields by their roles, and those that a login has of its own. */
export type FilledPart = FieldRole | 'custom';

/** What a form is for. `other`: nothing that a login has a place in, e.g. a contact form. */
export type FormKind =
  | 'login' | 'username-first' | 'password-only' | 'sign-up' | 'change-password' | 'code'
  | 'search' | 'newsletter' | 'checkout' | 'recovery' | 'other';

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
  /** Text of its labels, `aria-label`, `aria-labelledby` and `title`, at most 200 characters. */
  label: string;
  /** Nearby text when there is no label, at most 200 characters. */
  nearby: string;
  inputMode: string;
  maxLength: number | null;
  minLength: number | null;
  /** It says how a password must be made: `passwordrules`, or a `pattern` that looks ahead. */
  ruled: boolean;
  visible: boolean;
  /** Neither disabled nor read-only. */
  editable: boolean;
  /** Where the person is: it has the focus. */
  focused: boolean;
  /** The form it belongs to, or a group of our own for fields outside forms. */
  form: number;
}

/** Each text at most 400 characters. */
export interface FormFacts {
  form: number;
  /** id, name, class and the path of the action. */
  marks: string;
  /** The heading inside it, else the nearest one around it. */
  heading: string;
  /** Texts of its buttons. */
  buttons: string;
  /** Texts of its links, and of its tick boxes. */
  asides: string;
  /** Paths that its links lead to. They are mostly English, whatever the page is. */
  links: string;
  /** How many boxes there are to tick. */
  ticks: number;
  /** The page's title and the path of its address. */
  page: string;
}
