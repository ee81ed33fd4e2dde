import { toPlainText } from '../grounding/toPlainText';
import { withoutLeadingTags } from './withoutLeadingTags';

describe('withoutLeadingTags', () => {
  it.each([
    ['<div>There were **16** plays.</div>', 'There were 16 plays.'],
    ['<p><b>16</b> plays\n<br>in Norway', '16 plays\nin Norway'],
    ['a\n\n- <div>b</div>', 'a\nb'],
    ['<script>alert(1)</script>\n\n16', '16'],
    ['1 < 2 <b>of them</b>', '1 < 2 of them'],
  ])('lets no paragraph be lost as HTML: %s', (text, shown) => {
    expect(toPlainText(withoutLeadingTags(text))).toBe(shown);
  });

  it('leaves code and addresses as they are, and takes no time for many marks', () => {
    const code = '```\n<div>\n```';
    expect(withoutLeadingTags(code)).toBe(code);
    const link = '<https://portal.example.com/x> has it';
    expect(withoutLeadingTags(link)).toBe(link);
    const many = `${'> - '.repeat(50_000)}${'<a '.repeat(50_000)}`;
    expect(withoutLeadingTags(many)).toBe(many);
  });
});
