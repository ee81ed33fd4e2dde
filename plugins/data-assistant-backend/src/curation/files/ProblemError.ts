/** Why a text does not fit the format, at a line (from 1) of its file. Never leaves the folder it is in. */
export class ProblemError extends Error {
  readonly name = 'ProblemError';

  constructor(
    readonly problems: { line?: number; reason: string }[],
    options?: ErrorOptions,
  ) {
    super(problems.map(({ reason }) => reason).join('; '), options);
  }

  static at(line: number | undefined, reason: string): ProblemError {
    return new ProblemError([{ line, reason }]);
  }
}
