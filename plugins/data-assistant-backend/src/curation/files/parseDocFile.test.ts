import { parseDocFile } from './parseDocFile';

const parse = (text: string) =>
  parseDocFile({
    path: 'docs/words.md',
    content: new TextEncoder().encode(text),
  });

function problemsOf(text: string): string[] {
  const parsed = parse(text);
  return parsed.ok
    ? []
    : parsed.problems.map(({ line, reason }) => `${line}: ${reason}`);
}

describe('parseDocFile', () => {
  it('reads title, terms and text', () => {
    expect(
      parse(`---
title: Words of the podcast domain
terms:
  - term: listener
    synonyms: [audience, people who listened]
    definition: Somebody who played at least 60 seconds of an episode.
  - { term: Norway, column: '*.country', value: NO }
  - { term: last month, synonyms: [the previous month], span: rolling }
---

A **listener** is …

---
More.
`),
    ).toEqual({
      ok: true,
      value: {
        name: 'words',
        path: 'docs/words.md',
        title: 'Words of the podcast domain',
        terms: [
          {
            term: 'listener',
            synonyms: ['audience', 'people who listened'],
            definition:
              'Somebody who played at least 60 seconds of an episode.',
          },
          { term: 'Norway', synonyms: [], column: '*.country', value: 'NO' },
          {
            term: 'last month',
            synonyms: ['the previous month'],
            span: 'rolling',
          },
        ],
        body: 'A **listener** is …\n\n---\nMore.',
      },
    });
  });

  it.each([
    [
      '# Words',
      '1: The file must begin with a front matter: a line ---, then at least a title, then a line ---',
    ],
    ['---\ntitle: x', '1: The front matter is not closed; end it with ---'],
    ['---\nterms: []\n---\ntext', "2: 'title' is missing; add it"],
    ['---\n---\ntext', '2: The header is missing; add it'],
    [
      '---\ntitle: x\n---\n',
      '1: The doc has neither a text nor terms; write what people should know',
    ],
    [
      '---\ntitle: x\nterms:\n  - term: a\n    synonym: [b]\n---\n',
      "5: The key 'synonym' is not known; did you mean 'synonyms'?",
    ],
    [
      '---\ntitle: x\nterms:\n  - term: a\n    value: SE\n---\n',
      "5: 'terms.1.value' needs 'column' beside it; add it, or remove 'value'",
    ],
    [
      '---\ntitle: x\nterms:\n  - { term: a, column: country, value: SE }\n---\n',
      "4: 'terms.1.column' must have the form schema.table.column, or '*.column' for every column of that name",
    ],
    [
      '---\ntitle: x\nterms:\n  - term: a\n  - term: A\n---\n',
      "5: 'terms.2' has the term 'A' a second time; keep one",
    ],
    [
      '---\ntitle: x\nterms:\n  - term: last month\n    span: fiscal\n---\n',
      "5: 'terms.1.span' must be calendar or rolling",
    ],
    [
      '---\ntitle: x\nterms:\n  - { term: last month, synonyms: [recently], span: rolling }\n---\n',
      "4: 'terms.1.span' is for words such as 'last month' or 'past week' only, but 'recently' is not of them",
    ],
    [
      "---\ntitle: x\nterms:\n  - { term: last month, column: '*.m', value: a, span: rolling }\n---\n",
      "4: 'terms.1.span' cannot stand beside 'column'; keep one of them",
    ],
  ])('says what is wrong with %j', (text, problem) => {
    expect(problemsOf(text)).toEqual([problem]);
  });
});
