import { ResultColumn } from '@cairn/backstage-plugin-data-assistant-common';
import { renderSentence } from './renderSentence';

const columns: ResultColumn[] = [
  { name: 'day', type: 'date' },
  { name: 'show', type: 'string' },
  { name: 'plays', type: 'integer' },
];
const rows = [
  ['2026-11-09', 'Tide Tables', 12345],
  ['2026-11-10', null, 7],
];
const parameters = [
  { name: 'country', type: 'value' as const, value: 'SE', label: 'Sweden' },
];

function render(template: string | undefined, over: object = {}) {
  return renderSentence({ template, columns, rows, parameters, ...over });
}

describe('renderSentence', () => {
  it('takes columns from the first or last row, and parameters by their label', () => {
    expect(
      render(
        '{{show}}: {{plays}} on {{day}}, {{last.plays}} on {{last.day}}, in {{country}}.',
      ),
    ).toBe(
      'Tide Tables: 12,345 on 9 November 2026, 7 on 10 November 2026, in Sweden.',
    );
  });

  it.each([
    [
      'On {{day}}, {{plays}} plays in {{country}}; on {{last.day}} it was {{last.plays}}.',
      'On 9 November 2026, 12,345 plays in Sweden.',
    ],
    [
      'The last day had {{last.plays}}. The first had {{plays}}! Both in {{country}}.',
      'The first had 12,345! Both in Sweden.',
    ],
    ['From {{plays}} to {{last.plays}} plays.', 'From 12,345 to 12,345 plays.'],
  ])('tells a single row once: %s', (template, sentence) => {
    expect(render(template, { rows: rows.slice(0, 1) })).toBe(sentence);
  });

  it('says that a value is unknown, and leaves a name that is nothing', () => {
    expect(render('{{last.show}} {{nothing}}')).toBe('unknown {{nothing}}');
  });

  it('does not let a cell write into the sentence', () => {
    const cell = `{{plays}}\u202e\n${'x'.repeat(300)}`;
    const sentence = render('{{show}}', { rows: [['2026-11-09', cell, 1]] });
    expect(sentence).toBe(`{{plays}}  ${'x'.repeat(189)}…`);
  });

  it('needs no template, and says when there is nothing', () => {
    expect(render(undefined)).toBe('2 rows answer this.');
    expect(render(undefined, { columns: [columns[2]], rows: [[5]] })).toBe(
      'plays: 5.',
    );
    expect(render('{{plays}}', { rows: [] })).toBe(
      'There is nothing to show for Sweden.',
    );
  });
});
