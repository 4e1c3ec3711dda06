/**
 * As much of GraphQL's grammar as clients of this server write: one operation, fields, arguments, variables.
 * @module
 */

export interface Field { name: string; given: Record<string, unknown>; fields: Field[] }
export interface Operation { kind: 'query' | 'mutation'; fields: Field[] }

/** An error of the schema: nothing is done then. */
export class SchemaError extends Error {}

/** @throws Error for what isn't such a text */
export function parseOperation(text: string, variables: Readonly<Record<string, unknown>>): Operation {
  const parser = new Parser(text.match(/"(?:[^"\\]|\\.)*"|[A-Za-z_]\w*|-?\d+(?:\.\d+)?|[{}()[\]:$!=]/g) ?? [], variables);
  return parser.operation();
}

class Parser {
  readonly #tokens: readonly string[];
  readonly #variables: Readonly<Record<string, unknown>>;
  #at = 0;

  constructor(tokens: readonly string[], variables: Readonly<Record<string, unknown>>) {
    this.#tokens = tokens;
    this.#variables = variables;
  }

  operation(): Operation {
    const kind = this.#peek() === 'mutation' ? 'mutation' : 'query';
    if (this.#peek() !== '{') while (this.#peek() !== '{') this.#next();
    return { kind, fields: this.#fields() };
  }

  #fields(): Field[] {
    this.#expect('{');
    const fields: Field[] = [];
    while (this.#peek() !== '}') fields.push(this.#field());
    this.#expect('}');
    return fields;
  }

  #field(): Field {
    const name = this.#next();
    const given = this.#peek() === '(' ? this.#given('(', ')') : {};
    return { name, given, fields: this.#peek() === '{' ? this.#fields() : [] };
  }

  #given(open: string, close: string): Record<string, unknown> {
    this.#expect(open);
    const given: Record<string, unknown> = {};
    while (this.#peek() !== close) {
      const name = this.#next();
      this.#expect(':');
      given[name] = this.#value();
    }
    this.#expect(close);
    return given;
  }

  #value(): unknown {
    if (this.#peek() === '{') return this.#given('{', '}');
    const token = this.#next();
    if (token === '$') return this.#variables[this.#next()];
    return /^["\d-]|^(?:true|false|null)$/.test(token) ? (JSON.parse(token) as unknown) : token;
  }

  #peek(): string {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw new Error('the text ends too early');
    return token;
  }

  #next(): string {
    const token = this.#peek();
    this.#at += 1;
    return token;
  }

  #expect(token: string): void {
    if (this.#next() !== token) throw new Error(`expected ${token}`);
  }
}
