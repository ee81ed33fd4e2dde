import { PastTurn, RunRequest } from '../../conversations/RunExecutor';

/** Earlier turns, but those about clusters that the asker may not ask any more. */
export function openTurns({
  history,
  askable,
}: Pick<RunRequest, 'history' | 'askable'>): PastTurn[] {
  return history.filter(
    ({ answer: { cluster } }) =>
      cluster === undefined || askable.includes(cluster),
  );
}
