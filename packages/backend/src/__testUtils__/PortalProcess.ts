import { JsonObject } from '@backstage/types';
import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { PortalUser } from './PortalUser';
import { until } from './until';

const BACKEND = join(__dirname, '..', '..');
const TRANSFORM = '@backstage/cli/config/nodeTransform.cjs';
const OUTPUT_KEPT = 20_000;

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') {
    throw new Error('There is no free port');
  }
  return address.port;
}

/** The example portal's own backend in a process of its own, as `yarn start` runs it. */
export class PortalProcess {
  readonly #baseUrl: string;
  readonly #child: ChildProcess;
  #output = '';

  private constructor(options: { baseUrl: string; child: ChildProcess }) {
    this.#baseUrl = options.baseUrl;
    this.#child = options.child;
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', chunk => {
        this.#output = (this.#output + chunk).slice(-OUTPUT_KEPT);
      });
    }
  }

  /** Resolves when the portal says that it is ready. `folder` gets its configuration. */
  static async start(options: {
    folder: string;
    config: JsonObject;
  }): Promise<PortalProcess> {
    const port = await findFreePort();
    const baseUrl = `http://127.0.0.1:${port}`;
    const file = join(options.folder, `app-config.${port}.yaml`);
    const backend = options.config.backend as JsonObject;
    await writeFile(
      file,
      JSON.stringify({
        ...options.config,
        app: { baseUrl },
        backend: { ...backend, baseUrl, listen: { host: '127.0.0.1', port } },
      }),
    );
    const child = spawn(
      process.execPath,
      [
        '--no-warnings',
        '--require',
        require.resolve(TRANSFORM),
        join(BACKEND, 'src', 'index.ts'),
        '--config',
        file,
      ],
      {
        cwd: BACKEND,
        stdio: ['ignore', 'pipe', 'pipe'],
        // The guest signs in during development alone.
        env: { ...process.env, NODE_ENV: 'development', LOG_LEVEL: 'warn' },
      },
    );
    const portal = new PortalProcess({ baseUrl, child });
    try {
      await portal.#isReady();
    } catch (error) {
      await portal.kill();
      throw error;
    }
    return portal;
  }

  /** Signs in the one user that the configuration of the portal knows. */
  async signIn(): Promise<PortalUser> {
    const response = await fetch(`${this.#baseUrl}/api/auth/guest/refresh`);
    const { backstageIdentity } = await response.json();
    return new PortalUser({
      baseUrl: this.#baseUrl,
      token: backstageIdentity.token,
    });
  }

  /** Ends it as a crash of the machine would, and resolves when it is gone. */
  async kill(): Promise<void> {
    if (!this.#hasEnded) {
      const exit = once(this.#child, 'exit');
      this.#child.kill('SIGKILL');
      await exit;
    }
  }

  async #isReady(): Promise<void> {
    const url = `${this.#baseUrl}/.backstage/health/v1/readiness`;
    await until(
      'the portal is ready',
      async () => this.#hasEnded || (await fetch(url)).ok,
    );
    if (this.#hasEnded) {
      throw new Error(`The portal did not start:\n${this.#output}`);
    }
  }

  get #hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }
}
