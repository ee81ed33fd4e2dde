import { parseCall } from '../loop/parseCall';
import { answerForm } from './answer';
import { toModelTool } from './toModelTool';

const parse = (args: object | string) =>
  parseCall(
    {
      id: '1',
      name: 'answer',
      arguments: typeof args === 'string' ? args : JSON.stringify(args),
    },
    [answerForm],
  );

describe('answer', () => {
  it('is offered with all that it takes, and no more than is needed required', () => {
    expect(toModelTool(answerForm)).toMatchObject({
      name: 'answer',
      parameters: {
        type: 'object',
        required: ['sentence', 'confidence'],
        properties: {
          query: { type: 'string' },
          chart: { properties: { kind: { enum: ['line', 'bar'] } } },
        },
      },
    });
    expect(toModelTool(answerForm).parameters).not.toHaveProperty('$schema');
  });

  it('fills in what is left out or null', () => {
    expect(
      parse({
        sentence: ' 16 plays. ',
        confidence: 1,
        query: null,
        chart: null,
      }),
    ).toEqual({
      form: answerForm,
      input: {
        sentence: '16 plays.',
        confidence: 1,
        supporting: [],
        citations: [],
        assumptions: [],
      },
    });
  });

  it.each([
    [{ sentence: ' ', confidence: 1 }, /sentence/],
    [{ sentence: 'x'.repeat(3_000), confidence: 1 }, /sentence/],
    [{ sentence: '16', confidence: 9 }, /confidence/],
    [
      {
        sentence: '16',
        confidence: 1,
        chart: { kind: 'pie', x: 'a', y: ['b'] },
      },
      /chart\.kind/,
    ],
    ['{"sentence": "16"', /no JSON object/],
    ['null', /no JSON object/],
    ['', /sentence.*confidence/],
  ])('says what is wrong with %j', (args, problem) => {
    expect(parse(args)).toEqual({ problem: expect.stringMatching(problem) });
  });
});
