import { useApiHolder } from '@backstage/core-plugin-api';
import {
  entityPresentationApiRef,
  entityPresentationSnapshot,
} from '@backstage/plugin-catalog-react';
import useAsync from 'react-use/esm/useAsync';

const CONTEXT = { defaultKind: 'group' };

/** What to call each of the owners: its name at first, its title as soon as the catalog has told it. */
export function useOwnerTitles(owners: string[]): string[] {
  const presentationApi = useApiHolder().get(entityPresentationApiRef);
  const { value: titles } = useAsync(
    () =>
      Promise.all(
        owners.map(
          async ref =>
            (await presentationApi?.forEntity(ref, CONTEXT).promise)
              ?.primaryTitle,
        ),
      ),
    [owners, presentationApi],
  );
  return owners.map(
    (ref, index) =>
      titles?.[index] ??
      entityPresentationSnapshot(ref, CONTEXT, presentationApi).primaryTitle,
  );
}
