import {
  ModelResponse,
  ModelToolCall,
} from '@cairn/backstage-plugin-data-assistant-node';
import { ToolForm } from '../tools/ToolForm';
import { parseCall } from './parseCall';

/** What a model wants done by a turn, or why that cannot be told; a problem is written for the model. */
export type ReadTurn<Form extends ToolForm> =
  | { kind: 'call'; form: Form; input: unknown }
  | { kind: 'problem'; problem: string };

/** What a call beside the first one of its turn is answered with. */
export const NOT_DONE =
  'Not done: only the first call of a turn is. Make this call again if it is still needed.';

const CUT_OFF =
  'The turn was cut off because it was too long. Write less, and make one call.';
const WITHHELD =
  'The turn was withheld by the filter of the endpoint. Go on in other words, or give up.';
const EMPTY = 'The turn was empty. Call one of the tools.';
const NO_CALL =
  'Text without a call reaches nobody. To answer, call the tool answer; to end without an answer, call give_up.';

/** Reads a turn of the model: the first call of it, checked, or what is wrong with it. */
export function readTurn<Form extends ToolForm>(
  { finish, text, toolCalls }: ModelResponse,
  forms: readonly Form[],
): ReadTurn<Form> {
  const [call] = toolCalls as (ModelToolCall | undefined)[];
  if (!call) {
    if (finish === 'filtered') {
      return { kind: 'problem', problem: WITHHELD };
    }
    if (finish === 'length') {
      return { kind: 'problem', problem: CUT_OFF };
    }
    return {
      kind: 'problem',
      problem: text.trim() === '' ? EMPTY : NO_CALL,
    };
  }
  const parsed = parseCall(call, forms);
  if (parsed.problem === undefined) {
    return { kind: 'call', form: parsed.form, input: parsed.input };
  }
  return {
    kind: 'problem',
    problem:
      finish === 'length' ? `${CUT_OFF} ${parsed.problem}` : parsed.problem,
  };
}
