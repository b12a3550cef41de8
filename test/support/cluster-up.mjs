import './typescript.mjs';

/** Once a run, before the workers: what stands in the environment here reaches them. */
export default async function up() {
  const { startCluster } = await import('./cluster.ts');
  const running = await startCluster(process.env.EARSHOT_TEST_DATABASE_URL);
  globalThis.earshotTestCluster = running;
  process.env.EARSHOT_TEST_CLUSTER = JSON.stringify(running.cluster);
}
