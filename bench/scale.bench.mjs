/** The index, routing and packing at the size that the product is made for, on SQLite in a file. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, writeCluster } from './lib/contextStore.mjs';
import { makeCluster, SIZE } from './lib/scaleContext.mjs';

async function generate(filename, say) {
  const { store, close } = await openStore({ filename });
  for (let number = 0; number < SIZE.clusters; number++) {
    await writeCluster(store, makeCluster(number));
    if (number % 20 === 19) {
      say(`wrote ${number + 1} of ${SIZE.clusters} clusters`);
    }
  }
  await close();
}

export async function measure({ say }) {
  const folder = await mkdtemp(join(tmpdir(), 'bench-scale-'));
  try {
    const filename = join(folder, 'context.sqlite');
    await generate(filename, say);
    const child = fork(
      new URL('./lib/measureScale.mjs', import.meta.url).pathname,
      [filename],
      { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
    );
    let figures;
    // The transform of the sources sends messages of its own.
    child.on('message', message => {
      figures = message.figures ?? figures;
    });
    const [code] = await once(child, 'exit');
    if (code !== 0 || !figures) {
      throw new Error(`The measuring process ended with ${code}`);
    }
    return {
      ...figures,
      clusters: SIZE.clusters,
      datasets: SIZE.clusters * SIZE.datasetsEach,
      pairs: SIZE.clusters * SIZE.pairsEach,
      docs: SIZE.clusters * SIZE.docsEach,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
