import { useSearchParams } from 'react-router-dom';

/** What the list of clusters is narrowed to; kept in the address so that it can be shared. */
export function useClusterFilter() {
  const [params, setParams] = useSearchParams();
  const change = (name: string, value: string | undefined) =>
    setParams(
      previous => {
        const next = new URLSearchParams(previous);
        if (value) {
          next.set(name, value);
        } else {
          next.delete(name);
        }
        return next;
      },
      { replace: true },
    );
  return {
    search: params.get('search') ?? '',
    owner: params.get('owner') ?? undefined,
    setSearch: (search: string) => change('search', search),
    setOwner: (owner: string | undefined) => change('owner', owner),
    clear: () => setParams({}, { replace: true }),
  };
}
