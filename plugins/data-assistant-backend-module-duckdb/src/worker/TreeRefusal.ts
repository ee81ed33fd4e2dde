/** Why a tree is not vouched for. */
export class TreeRefusal extends Error {
  readonly name = 'TreeRefusal';

  constructor(
    readonly rule: 'not-select' | 'too-deep' | 'too-many',
    message: string,
    readonly details: { part?: string; hint?: string } = {},
  ) {
    super(message);
  }
}
