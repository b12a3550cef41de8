export default async function up() {}
