import {
  ModelProvider,
  ModelRole,
} from '@cairn/backstage-plugin-data-assistant-node';

/** The models that modules have brought, by what they are for. */
export class ModelSet {
  static create(): ModelSet {
    return new ModelSet();
  }

  readonly #models = new Map<ModelRole, ModelProvider>();

  private constructor() {}

  /** @throws Error when the role has a model already */
  set(role: ModelRole, provider: ModelProvider): void {
    const known = this.#models.get(role);
    if (known) {
      throw new Error(
        `There are two models for ${role}: '${known.model}' of '${known.id}' and '${provider.model}' of '${provider.id}'`,
      );
    }
    this.#models.set(role, provider);
  }

  /** The one that works on questions; undefined when none is configured. */
  get answering(): ModelProvider | undefined {
    return this.#models.get('answering');
  }

  /** The one that looks over what another wrote; undefined when none is configured for that. */
  get judging(): ModelProvider | undefined {
    return this.#models.get('judging');
  }

  /** Each model once, with what it is for. */
  get all(): { roles: ModelRole[]; provider: ModelProvider }[] {
    const roles = new Map<ModelProvider, ModelRole[]>();
    for (const [role, provider] of this.#models) {
      roles.set(provider, [...(roles.get(provider) ?? []), role]);
    }
    return [...roles].map(([provider, of]) => ({ provider, roles: of }));
  }
}
