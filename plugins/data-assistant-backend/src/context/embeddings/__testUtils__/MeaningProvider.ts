import { EmbeddingProvider } from '@cairn/backstage-plugin-data-assistant-node';
import { meaningOf } from './meaningOf';

/** A model in the process of the test. */
export class MeaningProvider implements EmbeddingProvider {
  readonly id = 'test';
  /** All texts that were sent, in order. */
  readonly sent: string[] = [];
  /** Thrown by the next calls. */
  failure: Error | undefined;
  /** A batch with such a text is refused as a whole. */
  refuses = (_text: string): Error | undefined => undefined;
  /** Never answers. */
  hangs = false;

  constructor(readonly model = 'meaning', public dimensions = 128) {}

  async embed(texts: readonly string[]): Promise<Float32Array[]> {
    if (this.hangs) {
      await new Promise(() => {});
    }
    const refusal = texts.map(this.refuses).find(Boolean);
    if (this.failure || refusal) {
      throw this.failure ?? refusal;
    }
    this.sent.push(...texts);
    return texts.map(text =>
      Float32Array.from(meaningOf(text, this.dimensions)),
    );
  }
}
