export { type BackupManifest, checkBackup, readManifest } from './backup-files.ts'
export { restoreBackup } from './restore-backup.ts'
export { type BackupProgress, writeBackup } from './write-backup.ts'
