export default async function down() {
  await globalThis.earshotTestCluster?.stop();
}
