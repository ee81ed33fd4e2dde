const WIDTH = 120;
const HEIGHT = 32;
const PADDING = 2;

/** Scores of 0 to 100 as a small line; a missing one leaves a gap. Nothing below two scores. */
export function Sparkline(props: {
  scores: (number | undefined)[];
  label: string;
}) {
  const { scores, label } = props;
  if (scores.filter(score => score !== undefined).length < 2) {
    return null;
  }
  const step = (WIDTH - 2 * PADDING) / (scores.length - 1);
  let drawing = false;
  const path = scores
    .map((score, index) => {
      if (score === undefined) {
        drawing = false;
        return '';
      }
      const x = PADDING + index * step;
      const y = PADDING + (1 - score / 100) * (HEIGHT - 2 * PADDING);
      const command = drawing ? 'L' : 'M';
      drawing = true;
      return `${command}${x.toFixed(1)} ${y.toFixed(1)}`;
    })
    .join('');
  return (
    <svg
      role="img"
      aria-label={label}
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
    >
      <path
        d={path}
        fill="none"
        stroke="var(--bui-fg-announcement)"
        strokeWidth={2}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
