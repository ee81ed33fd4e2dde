import { parseCall } from '../loop/parseCall';
import { askUserForm } from './askUser';

const parse = (args: object) =>
  parseCall({ id: '1', name: 'ask_user', arguments: JSON.stringify(args) }, [
    askUserForm,
  ]);

describe('ask_user', () => {
  it('takes a question with or without choices', () => {
    expect(
      parse({ question: 'Where?', choices: ['Sweden', ' Norway '] }),
    ).toEqual({
      form: askUserForm,
      input: { question: 'Where?', choices: ['Sweden', 'Norway'] },
    });
    expect(parse({ question: 'Where?' })).toMatchObject({
      input: { question: 'Where?', choices: [] },
    });
  });

  it.each([
    [{ choices: ['Sweden'] }, /question/],
    [{ question: 'x'.repeat(501) }, /question/],
    [{ question: 'Where?', choices: Array(7).fill('x') }, /choices/],
    [{ question: 'Where?', choices: [''] }, /choices\.0/],
  ])('says what is wrong with %j', (args, problem) => {
    expect(parse(args)).toEqual({ problem: expect.stringMatching(problem) });
  });
});
