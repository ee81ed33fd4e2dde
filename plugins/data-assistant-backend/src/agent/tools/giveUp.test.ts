import { parseCall } from '../loop/parseCall';
import { giveUpForm } from './giveUp';

const parse = (args: object) =>
  parseCall({ id: '1', name: 'give_up', arguments: JSON.stringify(args) }, [
    giveUpForm,
  ]);

describe('give_up', () => {
  it('takes what is missing, and where it should be', () => {
    expect(
      parse({ missing: 'Ages', cluster: 'resource:default/radio' }),
    ).toEqual({
      form: giveUpForm,
      input: { missing: 'Ages', cluster: 'resource:default/radio' },
    });
  });

  it.each([
    [{}, /missing/],
    [{ missing: '  ' }, /missing/],
    [{ missing: 'x'.repeat(1_001) }, /missing/],
  ])('says what is wrong with %j', (args, problem) => {
    expect(parse(args)).toEqual({ problem: expect.stringMatching(problem) });
  });
});
