import {
  Bar,
  BarChart,
  CartesianGrid,
  Legend,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { formatCell } from '../ResultTable';
import { ChartData, ChartPoint } from './chartData';

const HEIGHT = 260;

/** Tokens that keep their contrast in both themes. */
const COLORS = [
  'var(--bui-fg-announcement)',
  'var(--bui-fg-warning)',
  'var(--bui-fg-positive)',
  'var(--bui-fg-negative)',
  'var(--bui-fg-secondary)',
];

const tick = { fill: 'var(--bui-fg-secondary)', fontSize: 12 };

const tooltipStyle = {
  border: '1px solid var(--bui-border-2)',
  borderRadius: 'var(--bui-radius-2)',
  background: 'var(--bui-bg-app)',
  color: 'var(--bui-fg-primary)',
  fontSize: 'var(--bui-font-size-2)',
};

const compact = new Intl.NumberFormat(undefined, {
  notation: 'compact',
  maximumFractionDigits: 1,
});

/** The drawing itself, with the library that it needs; loaded when the first chart is shown. */
export function ChartPlot(props: { data: ChartData }) {
  const { data } = props;
  const isLine = data.kind === 'line';
  const Chart = isLine ? LineChart : BarChart;
  return (
    <ResponsiveContainer width="100%" height={HEIGHT}>
      <Chart
        data={data.points}
        margin={{ top: 8, right: 16, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid stroke="var(--bui-border-1)" vertical={false} />
        <XAxis
          dataKey="x"
          tick={tick}
          tickLine={false}
          axisLine={{ stroke: 'var(--bui-border-2)' }}
          minTickGap={24}
        />
        <YAxis
          tick={tick}
          tickLine={false}
          axisLine={false}
          width={56}
          tickFormatter={(value: number) => compact.format(value)}
        />
        <Tooltip
          contentStyle={tooltipStyle}
          cursor={{
            fill: 'var(--bui-bg-neutral-2)',
            stroke: 'var(--bui-border-2)',
          }}
          formatter={(value, name) => [
            formatCell(
              typeof value === 'number' ? value : String(value ?? ''),
              { name: '', type: 'number' },
            ),
            name,
          ]}
        />
        {data.series.length > 1 && <Legend />}
        {data.series.map((column, index) => {
          const color = COLORS[index % COLORS.length];
          const shared = {
            dataKey: (point: ChartPoint) => point.values[index],
            name: column.name,
            isAnimationActive: false,
          };
          return isLine ? (
            <Line
              key={column.name}
              {...shared}
              stroke={color}
              strokeWidth={2}
              dot={data.points.length <= 31}
            />
          ) : (
            <Bar
              key={column.name}
              {...shared}
              fill={color}
              maxBarSize={56}
              radius={[3, 3, 0, 0]}
            />
          );
        })}
      </Chart>
    </ResponsiveContainer>
  );
}
