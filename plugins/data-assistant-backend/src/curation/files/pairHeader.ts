import { PairParameter } from '@cairn/backstage-plugin-data-assistant-common';
import { z } from 'zod/v4';
import { KeysAt } from './readHeader';
import {
  authorRef,
  numberText,
  tableColumn,
  text,
  texts,
} from './headerFields';

const TYPES = ['value', 'date', 'dateRange', 'number', 'topN'] as const;
const TOP_N_BOUNDS = { min: 1, max: 1_000 };
const NAME = /^[a-z][a-z0-9_]{0,62}$/;

type Report = (key: string, message: string) => void;

function checkBounds(parameter: Omit<PairParameter, 'name'>, report: Report) {
  const { type, min, max } = parameter;
  if (type !== 'number' && type !== 'topN') {
    for (const key of ['min', 'max'] as const) {
      if (parameter[key] !== undefined) {
        report(
          key,
          `is for parameters of type number and topN only; remove it`,
        );
      }
    }
    return;
  }
  if (min !== undefined && max !== undefined && min > max) {
    report('min', `must not be greater than max, which is ${max}`);
  }
  if (type === 'topN') {
    for (const key of ['min', 'max'] as const) {
      const bound = parameter[key] ?? TOP_N_BOUNDS[key];
      if (
        !Number.isInteger(bound) ||
        bound < TOP_N_BOUNDS.min ||
        bound > TOP_N_BOUNDS.max
      ) {
        report(key, 'must be a whole number from 1 to 1,000');
      }
    }
  }
}

function checkDefault(parameter: Omit<PairParameter, 'name'>, report: Report) {
  const { type, default: written } = parameter;
  if (written === undefined) {
    return;
  }
  if (parameter.absent !== undefined) {
    report('absent', "cannot stand beside 'default'; keep one of them");
  }
  if (type !== 'number' && type !== 'topN') {
    return;
  }
  const number = numberText.safeParse(written);
  const bounds: Pick<PairParameter, 'min' | 'max'> =
    type === 'topN' ? TOP_N_BOUNDS : {};
  const { min = bounds.min, max = bounds.max } = parameter;
  if (!number.success) {
    report('default', `must be a number, but is '${written}'`);
  } else if (type === 'topN' && !Number.isInteger(number.data)) {
    report('default', `must be a whole number, but is '${written}'`);
  } else if (
    (min !== undefined && number.data < min) ||
    (max !== undefined && number.data > max)
  ) {
    report(
      'default',
      `must be within ${min ?? 'no minimum'} and ${
        max ?? 'no maximum'
      }, but is '${written}'`,
    );
  }
}

const parameterSchema = z
  .strictObject({
    type: z.string().pipe(
      z.enum(TYPES, {
        error: ({ input }) =>
          `must be one of ${TYPES.join(', ')}, but is '${input}'`,
      }),
    ),
    column: tableColumn.optional(),
    default: text(200).optional(),
    absent: text(200).optional(),
    min: numberText.optional(),
    max: numberText.optional(),
    description: text(1_000).optional(),
    grain: z
      .enum(['week', 'month', 'quarter', 'year'], {
        error: 'must be one of week, month, quarter, year',
      })
      .optional(),
  })
  .superRefine((parameter, context) => {
    const report: Report = (key, message) =>
      context.addIssue({ code: 'custom', path: [key], message });
    if (parameter.type === 'value' && !parameter.column) {
      report(
        'column',
        'is missing; a parameter of type value needs the column (schema.table.column) that its values come from',
      );
    }
    if (parameter.type !== 'value' && parameter.column) {
      report('column', 'is for parameters of type value only; remove it');
    }
    if (parameter.grain && parameter.type !== 'dateRange') {
      report('grain', 'is for parameters of type dateRange only; remove it');
    }
    checkBounds(parameter, report);
    checkDefault(parameter, report);
  });

const parametersSchema = z
  .record(z.string(), parameterSchema)
  .superRefine((parameters, context) => {
    const names = Object.keys(parameters);
    if (names.length > 20) {
      context.addIssue({
        code: 'custom',
        message: 'has more than 20 parameters; remove some',
      });
    }
    for (const name of names) {
      // Lower case only, because engines do not tell $Day from $day.
      if (!NAME.test(name) || name === 'constructor') {
        context.addIssue({
          code: 'custom',
          path: [name],
          message:
            'is no name for a parameter; use lower case letters, digits and _, beginning with a letter',
        });
      }
    }
  });

/** The header of a pair file. */
export const pairHeaderSchema = z.strictObject({
  question: text(1_000),
  phrasings: texts(100, 1_000).optional(),
  parameters: parametersSchema.optional(),
  answer: text(2_000).optional(),
  author: authorRef.optional(),
});

/** What a pair's header says. */
export type PairHeader = z.output<typeof pairHeaderSchema>;

/** Keys that a pair's header may have. */
export const pairKeysAt: KeysAt = path =>
  Object.keys(
    path[0] === 'parameters' ? parameterSchema.shape : pairHeaderSchema.shape,
  );
