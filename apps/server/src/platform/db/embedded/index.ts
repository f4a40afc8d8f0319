export { type EmbeddedPostgres, openEmbeddedPostgres } from './embedded-postgres.ts'
export { type MajorUpgrade, upgradeMajor } from './upgrade-major.ts'
