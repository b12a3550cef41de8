export default async function down() {}
