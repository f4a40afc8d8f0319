export { projectRoot, serverRoot } from './paths.ts'
export { RefusedStart } from './refused-start.ts'
export {
  type FlagDefinition,
  type LogLevel,
  type ParsedArguments,
  type ProcessRole,
  parseArguments,
  processRoles,
  redactUrl,
  type SettingName,
  type Settings,
  settingDefinitions,
  UsageError,
} from './settings.ts'
