import { Token, tokenize } from '../context/tokens';
import { requestLength } from './neutralWords';

/** With these a text says what kind of answer it wants. */
const ASKS =
  /\b(?:what|which|who|whose|how|when|where|why|list|find|show|give|count|names?|return|tell|get|display|is|are|was|were|do|does|did)\b/i;

/** A text with its words, and what to know of a place in it. */
export class Sentence {
  static read(text: string): Sentence {
    return new Sentence(text, tokenize(text));
  }

  /** The first token that says something: "please show me" is skipped, but not the "list" that asks for a list. */
  readonly first: number;
  /** It only names things, as one types into a search box. */
  readonly isKeywords: boolean;

  private constructor(readonly text: string, readonly tokens: Token[]) {
    const opening = requestLength(text);
    const first = tokens.findIndex(
      token => token.start >= opening || /^list$/i.test(token.text),
    );
    this.first = first < 0 ? tokens.length : first;
    this.isKeywords = !ASKS.test(text);
  }

  /** The word at a place; empty before the first and after the last. */
  wordAt(at: number): string {
    return this.tokens[at]?.text ?? '';
  }

  /** Some tokens as they are written, with what is between them. */
  textOf(at: number, taken: number): string {
    return this.text.slice(
      this.tokens[at].start,
      this.tokens[at + taken - 1].end,
    );
  }

  /** All before a token, or from its start on, or after it. */
  before(at: number): string {
    return this.text.slice(0, this.tokens[at].start);
  }

  from(at: number): string {
    return this.text.slice(this.tokens[at].start);
  }

  after(at: number): string {
    return this.text.slice(this.tokens[at].end);
  }
}
