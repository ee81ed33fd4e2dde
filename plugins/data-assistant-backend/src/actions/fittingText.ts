import { TextRule } from '../schema/fieldRules';
import { given, Zod } from './DataAssistantAction';

/**
 * The schema of a text that fits a rule, white space around it aside. A blank one fits too, since that is how models
 * leave an argument out; in the JSON schema, which clients check, a pattern would refuse it.
 */
export function fittingText(
  z: Zod,
  rule: TextRule,
  options: { whatToDo: string },
) {
  const { whatToDo } = options;
  return z
    .string()
    .max(rule.maxLength, whatToDo)
    .refine(text => {
      const told = given(text);
      return told === undefined || rule.pattern.test(told);
    }, whatToDo);
}
