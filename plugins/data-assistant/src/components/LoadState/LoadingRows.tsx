import { Flex, Skeleton, VisuallyHidden } from '@backstage/ui';

/** Placeholder while something loads; `label` is what a screen reader says. */
export function LoadingRows(props: { label: string; rows?: number }) {
  const { label, rows = 3 } = props;
  return (
    <div role="status" aria-busy="true">
      <VisuallyHidden>{label}</VisuallyHidden>
      <Flex direction="column" gap="3" aria-hidden="true">
        {Array.from({ length: rows }, (_, row) => (
          <Skeleton key={row} width="100%" height={56} rounded={false} />
        ))}
      </Flex>
    </div>
  );
}
