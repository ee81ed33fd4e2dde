import { ErrorBoundary } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Skeleton } from '@backstage/ui';
import {
  CellValue,
  ChartSpec,
  ResultColumn,
} from '@cairn/backstage-plugin-data-assistant-common';
import { lazy, Suspense, useMemo } from 'react';
import { dataAssistantReactTranslationRef } from '../../translation';
import { chartData } from './chartData';
import styles from './ResultChart.module.css';

const LazyPlot = lazy(() =>
  import('./ChartPlot').then(m => ({ default: m.ChartPlot })),
);

/** @public */
export interface ResultChartProps {
  chart: ChartSpec;
  columns: ResultColumn[];
  /** Row-major, in the order of `columns`. */
  rows: CellValue[][];
}

/**
 * A result as a line or as bars. An image to a screen reader, whose label points to the table; nothing when the chart
 * does not fit the result.
 * @public
 */
export function ResultChart(props: ResultChartProps) {
  const { chart, columns, rows } = props;
  const { t } = useTranslationRef(dataAssistantReactTranslationRef);
  const data = useMemo(
    () => chartData(chart, columns, rows),
    [chart, columns, rows],
  );
  if (!data) {
    return null;
  }
  const label = t(`chart.${data.kind}`, {
    x: data.x.name,
    y: data.series.map(column => column.name).join(', '),
  });
  return (
    <figure className={styles.figure}>
      <div role="img" aria-label={label} className={styles.plot}>
        <ErrorBoundary>
          <Suspense fallback={<Skeleton width="100%" height={260} />}>
            <LazyPlot data={data} />
          </Suspense>
        </ErrorBoundary>
      </div>
      {data.points.length < data.total && (
        <figcaption className={styles.caption}>
          {t('chart.partial', {
            shown: data.points.length.toLocaleString(),
            total: data.total.toLocaleString(),
          })}
        </figcaption>
      )}
    </figure>
  );
}
