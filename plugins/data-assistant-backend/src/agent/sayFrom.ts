import { NoPlan } from './AnswerPlan';

/** What a question was taken to go on from, where no complete question could be made of both; else nothing. */
export function sayFrom({ goesOn }: NoPlan): string | undefined {
  return goesOn && goesOn.readAs === undefined
    ? `It was taken to go on from “${goesOn.from}”.`
    : undefined;
}
