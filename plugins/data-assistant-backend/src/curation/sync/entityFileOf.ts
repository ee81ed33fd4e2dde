import {
  ANNOTATION_LOCATION,
  Entity,
  parseLocationRef,
} from '@backstage/catalog-model';

/** Name of the file that an entity came from, without its folder or host. */
export function entityFileOf(entity: Entity): string {
  const location = entity.metadata.annotations?.[ANNOTATION_LOCATION];
  let target = '';
  try {
    target = location ? parseLocationRef(location).target : '';
  } catch {
    // An annotation that names no location names no file either.
    target = '';
  }
  const name = target.split(/[?#]/)[0].split(/[/\\]/).pop();
  return name || 'catalog-info.yaml';
}
